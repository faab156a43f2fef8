import Exposition
import Foundation
import Instruments
import Support
import Testing

/// Pages of random registries, read by a parser that is not ours: `prometheus_client` for Python.
///
/// `TEST_SEED` repeats a run.
@Suite struct ParseBackTests {
    @Test func `another parser reads what was counted, whatever the labels are`() async throws {
        let seed =
            TestEnvironment.number("TEST_SEED")
            ?? UInt64.random(in: 0...UInt64(UInt32.max))
        print("TEST_SEED=\(seed)")
        var random = SplitMix64(seed: seed)
        var input: [UInt8] = []
        for _ in 0..<400 {
            let sample = try RandomRegistry(random: SplitMix64(seed: random.next()))
            var page: [UInt8] = []
            TextFormat.render(sample.registry.snapshot(), into: &page)
            input.append(frame: Array(try JSONEncoder().encode(sample.expected)))
            input.append(frame: page)
        }
        let outcome = try await Python.run("parse_back.py", input: input)
        #expect(outcome.succeeded, "TEST_SEED=\(seed)\n\(outcome.text)")
        #expect(outcome.output.hasSuffix("400 pages agree\n"), "TEST_SEED=\(seed)\n\(outcome.text)")
    }
}

extension [UInt8] {
    /// Four bytes of length, the highest first, and the bytes.
    fileprivate mutating func append(frame: [UInt8]) {
        append(contentsOf: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: frame.count >> $0) })
        append(contentsOf: frame)
    }
}
