import Exposition
import Foundation
import Instruments
import Support
import Testing

/// Pages of random registries, read by parsers that are not ours: `prometheus_client` for Python, whose parser of
/// OpenMetrics is strict, and a reader of protocol buffers that knows the numbers of the fields alone.
///
/// `TEST_SEED` repeats a run.
@Suite struct ParseBackTests {
    @Test func `other parsers read what was counted from every format, whatever the labels are`() async throws {
        let seed =
            TestEnvironment.number("TEST_SEED")
            ?? UInt64.random(in: 0...UInt64(UInt32.max))
        print("TEST_SEED=\(seed)")
        var random = SplitMix64(seed: seed)
        var input: [UInt8] = []
        var texts: [UInt8] = []
        for number in 0..<1000 {
            let sample = try RandomRegistry(random: SplitMix64(seed: random.next()), prefix: "p\(number)_")
            let families = sample.registry.snapshot()
            input.append(frame: Array(try JSONEncoder().encode(sample.expected)))
            for format in [ExpositionFormat.text, .openMetrics, .protobuf] {
                let page = pageBytes(families, as: format, showsCreated: Bool.random(using: &random))
                input.append(frame: page)
                if format == .text { texts += page }
            }
        }
        let outcome = try await Python.run("parse_back.py", input: input)
        #expect(outcome.succeeded, "TEST_SEED=\(seed)\n\(outcome.text)")
        #expect(outcome.output.hasSuffix("1000 pages agree in each format\n"), "TEST_SEED=\(seed)\n\(outcome.text)")
        let verdict = try await Promtool.checkMetrics(String(decoding: texts, as: UTF8.self))
        #expect(verdict.hasNothingToSay, "TEST_SEED=\(seed)\n\(verdict.text.prefix(2000))")
    }
}

extension [UInt8] {
    /// Four bytes of length, the highest first, and the bytes.
    fileprivate mutating func append(frame: [UInt8]) {
        append(contentsOf: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: frame.count >> $0) })
        append(contentsOf: frame)
    }
}
