import Exposition
import Instruments
import Support
import Testing

@Suite struct PieceTests {
    @Test(arguments: ExpositionFormat.allCases)
    func `a page is the same however small its pieces are`(format: ExpositionFormat) throws {
        let families = try Self.families()
        let whole = pageBytes(families, as: format, showsCreated: true, chunkBytes: 1 << 20)
        for size in [1, 7, 64, 100, 333, 4096] {
            #expect(pageBytes(families, as: format, showsCreated: true, chunkBytes: size) == whole)
        }
    }

    @Test(arguments: ExpositionFormat.allCases)
    func `no piece is empty, and none is longer than it has to be`(format: ExpositionFormat) throws {
        var page = ExpositionPage(try Self.families(), as: format, chunkBytes: 2048)
        var sizes: [Int] = []
        while let piece = page.next() { sizes.append(piece.count) }
        #expect(sizes.count > 5)
        #expect(sizes.allSatisfy { 1...2048 ~= $0 })
        #expect(sizes.dropLast().allSatisfy { $0 > 500 })
    }

    private static func families() throws -> [FamilySnapshot] {
        let registry = Registry(now: { 1_795_212_000.25 })
        let events = try registry.counters("events_total", help: "Events.", by: ByQueueAndType.self)
        let values = try registry.histograms("value", help: "Values.", buckets: [0, 1, 2], by: ByQueue.self)
        for number in 0..<200 {
            events[ByQueueAndType(queue: "orders", type: "type_\(number)")].increment(by: Double(number) / 3)
        }
        for number in 0..<20 {
            let histogram = values[ByQueue(queue: "q\(number)")]
            for value in [-1.0, 0, 0.3, 1e9] {
                histogram.observe(value, atSeconds: 12.75, from: .message(id: "id-of-\(number)"))
            }
        }
        return registry.snapshot()
    }
}
