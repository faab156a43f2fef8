import Instruments
import Testing

@Suite struct FamilyTests {
    @Test func `the same labels find the same series`() throws {
        let family = try Registry().counters("events_total", help: "Events.", by: ByQueueAndType.self)
        let labels = ByQueueAndType(queue: "orders", type: "purchase")
        family[labels].increment()
        family[labels].increment()
        #expect(family[labels] === family[labels])
        #expect(family[labels].value == 2)
        #expect(family[ByQueueAndType(queue: "orders", type: "refund")].value == 0)
    }

    @Test func `two spellings of one accented letter are two series`() throws {
        let family = try Registry().counters("spellings_total", help: "Spellings.", by: ByQueue.self)
        for text in ["\u{E9}", "e\u{301}", "\u{E9}", "K", "\u{212A}"] { family[ByQueue(queue: text)].increment() }
        #expect(["\u{E9}", "e\u{301}", "K", "\u{212A}"].map { family[ByQueue(queue: $0)].value } == [2, 1, 1, 1])
    }

    @Test func `series come in the order of their labels, whenever they were created`() throws {
        let registry = Registry()
        let family = try registry.gauges("depth", help: "Depth.", by: ByQueueAndType.self)
        func snapshot() -> [[String]] {
            guard case .gauges(let series)? = registry.snapshot().first?.points else { return [] }
            return series.map { Array($0.labelValues) }
        }
        _ = (family[ByQueueAndType(queue: "b", type: "x")], family[ByQueueAndType(queue: "a", type: "y")])
        #expect(snapshot() == [["a", "y"], ["b", "x"]])
        _ = (family[ByQueueAndType(queue: "a", type: "x")], family[ByQueueAndType(queue: "", type: "z")])
        #expect(snapshot() == [["", "z"], ["a", "x"], ["a", "y"], ["b", "x"]])
        #expect(snapshot() == snapshot())
    }

    @Test func `series that are removed are gone, and their labels begin new ones`() throws {
        let registry = Registry()
        let family = try registry.counters("events_total", help: "Events.", by: ByQueue.self)
        let names = ["c", "a", "b", "d"]
        for name in names { family[ByQueue(queue: name)].increment(by: 5) }
        let held = family[ByQueue(queue: "a")]
        _ = registry.snapshot()
        family.remove(["a", "d", "unknown"].map(ByQueue.init(queue:)))
        family[ByQueue(queue: "a")].increment()
        held.increment()
        guard case .counters(let series)? = registry.snapshot().first?.points else {
            Issue.record("there is no family of counters")
            return
        }
        #expect(series.map { Array($0.labelValues) } == [["a"], ["b"], ["c"]])
        #expect(series.map(\.value) == [1, 5, 5])
        #expect(["a", "b", "c"].map { family[ByQueue(queue: $0)].value } == [1, 5, 5])
    }

    @Test func `a value stays with its labels when series are sorted`() throws {
        let registry = Registry()
        let family = try registry.gauges("depth", help: "Depth.", by: ByQueue.self)
        for number in 0..<500 {
            family[ByQueue(queue: "q\(number * 7919 % 500)")].set(Double(number * 7919 % 500))
            if number.isMultiple(of: 100) { _ = registry.snapshot() }
        }
        for number in 0..<500 { #expect(family[ByQueue(queue: "q\(number)")].value == Double(number)) }
        guard case .gauges(let series)? = registry.snapshot().first?.points else {
            Issue.record("no gauges")
            return
        }
        #expect(series.count == 500)
        for series in series {
            #expect(series.labelValues == ["q\(Int(series.value))"])
        }
    }

    @Test func `histograms of a family share its bounds`() throws {
        let family = try Registry().histograms("lag_seconds", help: "Lag.", buckets: [1, 2], by: ByQueue.self)
        #expect(family[ByQueue(queue: "a")].reading.upperBounds == [1, 2])
        #expect(family[ByQueue(queue: "b")].reading.upperBounds == [1, 2])
    }

    @Test func `a snapshot keeps what it saw`() throws {
        let registry = Registry()
        let counter = try registry.counter("events_total", help: "Events.")
        let histogram = try registry.histogram("lag_seconds", help: "Lag.", buckets: [1])
        counter.increment()
        histogram.observe(0.5)
        let before = registry.snapshot()
        let copy = before
        counter.increment()
        histogram.observe(0.5)
        #expect(before == copy)
        #expect(registry.snapshot() != before)
    }

    @Test func `many tasks that create the same series share it`() async throws {
        let registry = Registry()
        let family = try registry.counters("events_total", help: "Events.", by: ByQueue.self)
        await withDiscardingTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<10_000 {
                        family[ByQueue(queue: "q\((number + task) % 100)")].increment()
                    }
                }
            }
            group.addTask {
                for _ in 0..<50 { _ = registry.snapshot() }
            }
        }
        guard case .counters(let series)? = registry.snapshot().first?.points else {
            Issue.record("no counters")
            return
        }
        #expect(series.count == 100)
        #expect(series.allSatisfy { $0.value == 800 })
    }

    @Test func `a label set with too few values is a broken promise`() async {
        struct Broken: LabelSet {
            static let names = ["a", "b"]
            func forEachValue(_ body: (String) -> Void) { body("only one") }
        }
        await #expect(processExitsWith: .failure) {
            _ = try Registry().counters("x_total", help: "X.", by: Broken.self)[Broken()]
        }
    }
}
