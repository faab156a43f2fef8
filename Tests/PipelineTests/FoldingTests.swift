import Events
import Instruments
import Ledger
import Logging
import SQS
import Testing

@testable import Pipeline

@Suite struct FoldingTests {
    private static func bench(
        ledger: (any Ledger)? = nil,
        listed: [String]? = nil,
        max: Int = 2
    ) throws -> Bench {
        var settings = EventSettings()
        settings.listedTypes = listed.map { $0.map(EventTypeName.init(text:)) }
        settings.typesMax = max
        return try Bench(ledger: ledger, eventSettings: settings)
    }

    private static func message(_ id: String, _ type: String, value: Double = 1) -> Message {
        .delivery(id, #"{"type":"\#(type)","value":\#(value),"occurred_at":"2020-10-06 10:00:00"}"#)
    }

    private static func totals(_ type: String, count: Int) throws -> EventTotals {
        let buckets = try Buckets(EventMetrics.valueBuckets)
        var totals = EventTotals(type: type, createdSeconds: 1000, buckets: buckets)
        for _ in 0..<count {
            totals.add(Event(type: type, value: 1, occurredAtSeconds: 5), buckets: buckets)
        }
        return totals
    }

    /// How many events each type has, after messages of these types in a row.
    private static let cases: [(max: Int, listed: [String]?, types: [String], expected: [String: Int])] = [
        (2, nil, ["a", "b", "a"], ["a": 2, "b": 1]),
        (2, nil, ["a", "b", "c", "a", "d", "c"], ["a": 2, "b": 1, "__other__": 3]),
        (1, nil, ["__other__", "a", "__other__"], ["a": 1, "__other__": 2]),
        (1, nil, ["e\u{301}", "\u{E9}"], ["e\u{301}": 1, "__other__": 1]),
        (9, ["b"], ["a", "b", "c", "b"], ["b": 2, "__other__": 2]),
        (1, ["b"], ["b", "__other__"], ["b": 1, "__other__": 1]),
    ]

    @Test(arguments: cases, [1, 3])
    func `every event counts once, in the series of its type or in those of all others`(
        arguments: (max: Int, listed: [String]?, types: [String], expected: [String: Int]),
        batch: Int
    ) async throws {
        let bench = try Self.bench(listed: arguments.listed, max: arguments.max)
        let messages = arguments.types.enumerated().map { Self.message("\($0)", $1) }
        for start in stride(from: 0, to: messages.count, by: batch) {
            _ = await bench.recorder.record(Array(messages[start..<min(start + batch, messages.count)]))
        }
        for (type, count) in arguments.expected { #expect(bench.value("events_total", type) == Double(count)) }
        #expect(bench.events.summaries().reduce(0) { $0 + $1.count } == arguments.types.count)
        #expect(bench.events.summaries().count == arguments.expected.count)
        let folded = Double(arguments.expected["__other__"] ?? 0)
        #expect(bench.value("sqs_exporter_events_folded_total") == folded)
        let own = arguments.expected.keys.count { $0 != "__other__" }
        #expect(bench.value("sqs_exporter_event_types") == Double(own))
        #expect(bench.value("sqs_exporter_event_types_limit") == Double(arguments.listed?.count ?? arguments.max))
    }

    @Test func `all series of a folded event are those of the others`() async throws {
        let bench = try Self.bench(max: 1)
        _ = await bench.recorder.record([
            Self.message("1", "a"), Self.message("2", "b", value: 4), Self.message("3", "c", value: -2),
        ])
        #expect(bench.value("events_value_total", "__other__") == 4)
        #expect(bench.value("events_negative_value_total", "__other__") == 2)
        #expect(bench.value("event_value", "__other__") == 2)
        #expect(bench.value("event_last_value", "__other__") == -2)
    }

    @Test func `what is folded is counted from 0`() throws {
        #expect(try Self.bench().value("sqs_exporter_events_folded_total") == 0)
    }

    @Test func `listed types have all their series from the start, and so have the others`() throws {
        let bench = try Self.bench(listed: ["a", "b"])
        #expect(bench.value("events_total", "a") == nil)
        try bench.events.restore([])
        let families = [
            "events_total", "events_value_total", "events_negative_value_total", "event_last_value",
            "event_last_occurred_timestamp_seconds", "event_value",
        ]
        for family in families {
            for type in ["a", "b", "__other__"] { #expect(bench.value(family, type) == 0, "\(family) \(type)") }
        }
        #expect(bench.value("sqs_exporter_event_types") == 2)
        #expect(bench.events.summaries().isEmpty)
    }

    @Test func `types that the ledger has keep their series, whatever the limit; only new ones are folded`()
        async throws
    {
        let bench = try Self.bench(max: 1)
        let stored = [("a", 3), ("b", 2), ("__other__", 5)]
        try bench.events.restore(stored.map { try Self.totals($0.0, count: $0.1) })
        _ = await bench.recorder.record([Self.message("1", "a"), Self.message("2", "b"), Self.message("3", "c")])
        #expect(bench.value("events_total", "a") == 4)
        #expect(bench.value("events_total", "b") == 3)
        #expect(bench.value("events_total", "__other__") == 6)
        #expect(bench.value("sqs_exporter_event_types") == 2)
        #expect(bench.value("sqs_exporter_events_folded_total") == 1)
    }

    @Test func `a type that is no longer listed keeps its total, and its further events are folded`() async throws {
        let bench = try Self.bench(listed: ["a"])
        try bench.events.restore([Self.totals("b", count: 2)])
        _ = await bench.recorder.record([Self.message("1", "a"), Self.message("2", "b")])
        #expect(bench.value("events_total", "a") == 1)
        #expect(bench.value("events_total", "b") == 2)
        #expect(bench.value("events_total", "__other__") == 1)
    }

    @Test func `a duplicate takes no place`() async throws {
        var bench = try Self.bench(max: 1)
        bench.settings.eventIDField = try JSONPointer("/type")
        let recorder = bench.recorder
        // Recorded before, by whom does not matter here.
        let known = MessageKey(eventID: "known")
        _ = try await bench.ledger.record([LedgerEntry(key: known, sentMilliseconds: nil, outcome: .rejected(.notJSON))]
        )
        _ = await recorder.record([Self.message("1", "known"), Self.message("2", "known")])
        #expect(bench.value("events_total", "known") == nil)
        _ = await recorder.record([Self.message("3", "new")])
        #expect(bench.value("events_total", "new") == 1)
        #expect(bench.value("sqs_exporter_events_folded_total") == 0)
    }

    @Test func `a type whose commit failed keeps its place, because the commit may have been made`() async throws {
        let bench = try Self.bench(ledger: FailingLedger(failures: 1, recordsLate: true), max: 1)
        _ = await bench.recorder.record([Self.message("1", "a")])
        #expect(bench.value("events_total", "a") == nil)
        _ = await bench.recorder.record([Self.message("2", "b")])
        #expect(bench.value("events_total", "__other__") == 1)
        await LateRecords(ledger: bench.ledger, events: bench.events, metrics: bench.metrics).count()
        #expect(bench.value("events_total", "a") == 1)
        #expect(bench.value("sqs_exporter_event_types") == 1)
    }

    @Test func `an event that was folded and recorded late is counted as folded`() async throws {
        let bench = try Self.bench(ledger: FailingLedger(failures: 1, recordsLate: true), listed: [])
        _ = await bench.recorder.record([Self.message("1", "a")])
        #expect(bench.value("sqs_exporter_events_folded_total") == 0)
        await LateRecords(ledger: bench.ledger, events: bench.events, metrics: bench.metrics).count()
        #expect(bench.value("events_total", "__other__") == 1)
        #expect(bench.value("sqs_exporter_events_folded_total") == 1)
    }

    @Test func `the log has one line when folding begins`() async throws {
        let lines = LogLines()
        var bench = try Self.bench(max: 1)
        bench.logger = Logger(label: "test") { _ in lines }
        let recorder = bench.recorder
        for (id, type) in ["__other__", "a", "b", "c"].enumerated() {
            _ = await recorder.record([Self.message("\(id)", type)])
        }
        let first = "there are MAX_EVENT_TYPES (1) types of events, and another has come"
        let rest = "its events are counted as __other__ from now on, as are those of others like it event_type=b"
        #expect(lines.lines == ["\(first), so \(rest)"])
    }

    @Test func `where types are listed, the line says so`() async throws {
        let lines = LogLines()
        var bench = try Self.bench(listed: ["a"])
        bench.logger = Logger(label: "test") { _ in lines }
        _ = await bench.recorder.record([Self.message("1", "b")])
        #expect(lines.messages.count == 1)
        #expect(lines.messages.first?.hasPrefix("a type of event is not in EVENT_TYPES, so ") == true)
    }
}
