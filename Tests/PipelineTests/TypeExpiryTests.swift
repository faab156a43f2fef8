import Events
import Instruments
import Ledger
import Logging
import SQS
import Testing

@testable import Pipeline

@Suite struct TypeExpiryTests {
    private let time = ManualTime()

    private func bench(
        ledger: (any Ledger)? = nil,
        listed: [String]? = nil,
        max: Int = 1000
    ) throws -> Bench {
        var settings = EventSettings()
        settings.listedTypes = listed.map { $0.map(EventTypeName.init(text:)) }
        settings.typesMax = max
        settings.typeTTLSeconds = 100
        return try Bench(ledger: ledger, eventSettings: settings)
    }

    /// One that has looked for the first time.
    private func expiry(_ bench: Bench) async throws -> TypeExpiry {
        let expiry = TypeExpiry(
            events: bench.events,
            ledger: bench.ledger,
            ttlSeconds: 100,
            logger: bench.logger,
            time: time.steady
        )
        try await expiry.expire(interval: 10)
        return expiry
    }

    /// Lets so many seconds pass, with a look every ten of them.
    private func pass(_ seconds: Int, _ expiry: TypeExpiry) async throws {
        for _ in 0..<seconds / 10 {
            time.advance(by: .seconds(10))
            try await expiry.expire(interval: 10)
        }
    }

    private static func message(_ id: Int, _ type: String) -> Message {
        .delivery("\(id)", #"{"type":"\#(type)","value":1,"occurred_at":"2020-10-06 10:00:00"}"#)
    }

    @Test func `a type without events loses all its series, and starts from 0 when it comes again`() async throws {
        let ledger = FailingLedger(failures: 0)
        let bench = try bench(ledger: ledger, max: 2)
        let expiry = try await expiry(bench)
        _ = await bench.recorder.record([Self.message(1, "a"), Self.message(2, "a"), Self.message(3, "b")])
        for id in 4...15 {
            try await pass(10, expiry)
            _ = await bench.recorder.record([Self.message(id, "b"), Self.message(100 + id, "c")])
        }
        #expect(ledger.forgotten == [["a"]])
        let families = [
            "events_total", "events_value_total", "events_negative_value_total", "event_last_value",
            "event_last_occurred_timestamp_seconds", "event_value",
        ]
        for family in families { #expect(bench.value(family, "a") == nil, "\(family)") }
        #expect(bench.value("events_total", "b") == 13)
        // It came in the place that was left.
        #expect(bench.value("events_total", "c") == 1)
        #expect(bench.value("events_total", "__other__") == 11)
        #expect(bench.value("sqs_exporter_event_types") == 2)
        #expect(bench.value("sqs_exporter_event_types_expired_total") == 1)

        try await pass(150, expiry)
        #expect(bench.value("sqs_exporter_event_types") == 0)
        #expect(bench.value("events_total", "__other__") == 11)
        _ = await bench.recorder.record([Self.message(99, "a")])
        #expect(bench.value("events_total", "a") == 1)
    }

    @Test func `a type does not go before its time`() async throws {
        let bench = try bench()
        let expiry = try await expiry(bench)
        try await pass(50, expiry)
        time.advance(by: .seconds(9))
        _ = await bench.recorder.record([Self.message(1, "a")])
        try await pass(100, expiry)
        #expect(bench.value("events_total", "a") == 1)
        try await pass(20, expiry)
        #expect(bench.value("events_total", "a") == nil)
    }

    @Test func `listed types stay, and those that are listed no longer go`() async throws {
        let bench = try bench(listed: ["a"])
        let buckets = try Buckets(EventMetrics.valueBuckets)
        var totals = EventTotals(type: "b", createdSeconds: 1000, buckets: buckets)
        totals.add(Event(type: "b", value: 1, occurredAtSeconds: 5), buckets: buckets)
        try bench.events.restore([totals])
        let expiry = try await expiry(bench)
        try await pass(200, expiry)
        #expect(bench.value("events_total", "a") == 0)
        #expect(bench.value("events_total", "__other__") == 0)
        #expect(bench.value("events_total", "b") == nil)
    }

    @Test func `until the ledger has forgotten a type it stays on the pages, and its events are folded`() async throws {
        let ledger = FailingLedger(failures: 0)
        let bench = try bench(ledger: ledger)
        let expiry = try await expiry(bench)
        _ = await bench.recorder.record([Self.message(1, "a")])
        time.advance(by: .seconds(200))
        let now = Int(time.now.components.seconds)
        #expect(bench.events.takeIdle(at: now, forSeconds: 110) == ["a"])
        _ = await bench.recorder.record([Self.message(2, "a")])
        #expect(bench.value("events_total", "a") == 1)
        #expect(bench.value("events_total", "__other__") == 1)
        // The next look has it again.
        try await expiry.expire(interval: 10)
        #expect(ledger.forgotten == [["a"]])
        #expect(bench.value("events_total", "a") == nil)
        _ = await bench.recorder.record([Self.message(3, "a")])
        #expect(bench.value("events_total", "a") == 1)
    }

    @Test func `what the ledger forgot before it failed is gone, and the rest goes at the next look`() async throws {
        let bench = try bench(ledger: FailingLedger(after: 1, failures: 1), max: 2000)
        for type in 0..<1001 { bench.events.record(Event(type: "\(type)", value: 1, occurredAtSeconds: 1)) }
        let expiry = try await expiry(bench)
        time.advance(by: .seconds(200))
        await #expect(throws: LedgerError.self) { try await expiry.expire(interval: 10) }
        #expect(bench.value("sqs_exporter_event_types") == 1)
        #expect(bench.value("sqs_exporter_event_types_expired_total") == 1000)
        try await expiry.expire(interval: 10)
        #expect(bench.value("sqs_exporter_event_types") == 0)
        #expect(bench.value("sqs_exporter_event_types_expired_total") == 1001)
    }

    @Test func `a type with an event under way stays`() throws {
        let bench = try bench()
        bench.events.record(Event(type: "a", value: 1, occurredAtSeconds: 1))
        let places = ["a", "b"].map { bench.events.place(of: $0) }
        #expect(bench.events.takeIdle(at: 0, forSeconds: 110) == [])
        #expect(bench.events.takeIdle(at: 500, forSeconds: 110) == [])
        for (type, place) in zip(["a", "b"], places) {
            bench.events.record(Event(type: type, value: 1, occurredAtSeconds: 1), at: place, from: .unknown)
        }
        #expect(bench.events.takeIdle(at: 1000, forSeconds: 110).sorted() == ["a", "b"])
    }

    @Test func `a type does not take another with it that is spelt nearly alike`() async throws {
        let bench = try bench()
        let expiry = try await expiry(bench)
        _ = await bench.recorder.record([Self.message(1, "\u{e9}"), Self.message(2, "e\u{301}")])
        try await pass(60, expiry)
        _ = await bench.recorder.record([Self.message(3, "\u{e9}")])
        try await pass(60, expiry)
        #expect(bench.value("sqs_exporter_event_types_expired_total") == 1)
        #expect(bench.value("events_total", "\u{e9}") == 2)
    }

    @Test func `without the setting nothing is counted as expired`() throws {
        #expect(try Bench().value("sqs_exporter_event_types_expired_total") == 0)
    }
}
