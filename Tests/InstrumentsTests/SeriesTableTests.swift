import Testing

@testable import Instruments

@Suite struct SeriesTableTests {
    /// All sets meet in one place of the table.
    private struct Colliding: LabelSet {
        static let names = ["number"]
        var number: Int
        func forEachValue(_ body: (String) -> Void) { body("\(number)") }
        func hash(by hash: ByteHash) -> Int { 0 }
    }

    @Test func `labels of one hash find their own series, also after others of it are removed`() throws {
        let registry = Registry()
        let family = try registry.counters("collisions_total", help: "Collisions.", by: Colliding.self)
        let all = (0..<100).map(Colliding.init(number:))
        for labels in all { family[labels].increment(by: Double(labels.number)) }
        _ = registry.snapshot()
        family.remove(all.filter { $0.number.isMultiple(of: 2) })
        #expect(all.map { family[$0].value } == all.map { $0.number.isMultiple(of: 2) ? 0 : Double($0.number) })
    }

    @Test func `what was sorted before a removal is not taken for what is there now`() {
        var table = SeriesTable<Counter>(labelNames: ByQueue.names)
        for name in ["b", "a"] { table.append(Counter(), labels: ByQueue(queue: name), createdSeconds: 0) }
        let sorted = table.sorted()
        #expect(table.hasSeries(of: sorted))
        table.remove([ByQueue(queue: "a")])
        table.append(Counter(), labels: ByQueue(queue: "c"), createdSeconds: 0)
        #expect(!table.hasSeries(of: sorted))
    }

    @Test func `a family without labels has one series`() throws {
        let family = try Registry().counters("lonely_total", help: "Lonely.", by: NoLabels.self)
        #expect(family[NoLabels()] === family[NoLabels()])
    }

    @Test func `when the last escape is removed, labels are compared as they stand again`() {
        var table = SeriesTable<Counter>(labelNames: ByQueue.names)
        for name in ["a\"", "b"] { table.append(Counter(), labels: ByQueue(queue: name), createdSeconds: 0) }
        #expect(table.labels.hasEscapes)
        table.remove([ByQueue(queue: "a\"")])
        #expect(!table.labels.hasEscapes)
        #expect(table[ByQueue(queue: "b")] != nil)
    }
}
