import Foundation
import Gzip
import Support
import Testing

@Suite(.timeLimit(.minutes(2))) struct GzipStreamTests {
    /// Text like a page's, noise that does not shrink, one byte repeated, nothing; in pieces of any length.
    @Test func `what two other readers make of it is what went in`() async throws {
        var random = SplitMix64(seed: 20_261_128)
        var frames: [UInt8] = []
        let pairs = 200
        for index in 0..<pairs {
            let pieces = Self.pieces(kind: index % 4, &random)
            frames.append(frame: Array(pieces.joined()))
            frames.append(frame: Self.compressed(pieces))
        }
        let outcome = try await Python.run("gunzip_check.py", input: frames)
        #expect(outcome.succeeded, "\(outcome.errors)")
        #expect(outcome.output == "\(pairs)\n")
    }

    @Test func `a page shrinks to a tenth or so`() {
        let page = (0..<20_000).map { Array("events_total{queue=\"orders\",event_type=\"t\($0)\"} \($0 % 97)\n".utf8) }
        let compressed = Self.compressed(page)
        #expect(compressed.count * 7 < page.joined().count)
    }

    /// Half a gigabyte, were it not.
    @Test func `the memory of one that is not finished is given back`() throws {
        let page = [UInt8](repeating: 65, count: 100_000)
        let before = try Self.residentBytes()
        for _ in 0..<2_000 {
            var output: [UInt8] = []
            var stream = GzipStream()
            stream.compress(page.span, into: &output)
        }
        #expect(try Self.residentBytes() - before < 100 << 20)
    }

    private static func residentBytes() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return try #require(pages.dropFirst().first.flatMap { Int($0) }) * 4096
    }

    private static func compressed(_ pieces: [[UInt8]]) -> [UInt8] {
        var output: [UInt8] = []
        var stream = GzipStream()
        for piece in pieces { stream.compress(piece.span, into: &output) }
        stream.finish(into: &output)
        return output
    }

    private static func pieces(kind: Int, _ random: inout SplitMix64) -> [[UInt8]] {
        guard kind > 0 else { return random.onceIn(2) ? [] : [[]] }
        return (0..<random.below(12)).map { piece in
            let count = random.below(random.onceIn(4) ? 100_000 : 300)
            switch kind {
            case 1:
                return Array("series_\(piece){le=\"0.5\"} \(random.below(1000))\n".utf8)
                    + Array(repeating: 48, count: count / 9)
            case 2: return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            default: return Array(repeating: 65, count: count)
            }
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(frame: [UInt8]) {
        for shift in [24, 16, 8, 0] { append(UInt8(truncatingIfNeeded: frame.count >> shift)) }
        append(contentsOf: frame)
    }
}
