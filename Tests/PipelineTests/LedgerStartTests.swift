import Events
import Instruments
import Ledger
import Logging
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(2))) struct LedgerStartTests {
    private func totals() throws -> EventTotals {
        let buckets = try Buckets(EventMetrics.valueBuckets)
        var totals = EventTotals(type: "purchase", createdSeconds: 1000, buckets: buckets)
        for (value, time) in [(19.99, 5.0), (0.1, 7.0), (-5, 6.0)] {
            totals.add(Event(type: "purchase", value: value, occurredAtSeconds: time), buckets: buckets)
        }
        return totals
    }

    private func start(_ ledger: any Ledger, _ bench: Bench) -> LedgerStart {
        LedgerStart(
            ledger: ledger,
            events: bench.events,
            health: bench.health,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test func `every series of an event type goes on where it stopped`() async throws {
        let bench = try Bench()
        #expect(try await start(FailingLedger(failures: 0, totals: [totals()]), bench).open())
        #expect(bench.value("events_total", "purchase") == 3)
        #expect(bench.value("events_value_total", "purchase") == 20.09)
        #expect(bench.value("events_negative_value_total", "purchase") == 5)
        #expect(bench.value("event_value", "purchase") == 3)
        #expect(bench.value("event_last_value", "purchase") == 0.1)
        #expect(bench.value("event_last_occurred_timestamp_seconds", "purchase") == 7)

        bench.events.record(Event(type: "purchase", value: 1, occurredAtSeconds: 6))
        #expect(bench.events.summaries() == [EventSummary(type: "purchase", count: 4, sum: 16.09)])
        #expect(bench.value("event_last_value", "purchase") == 0.1)
        #expect(bench.native("event_value", "purchase")?.positive.counts == [1, 1, 1])
    }

    private static let families = [
        "event_last_occurred_timestamp_seconds", "event_last_value", "event_value", "events_negative_value_total",
        "events_total", "events_value_total",
    ]

    /// Since when each family of events has counted the one type there is.
    private func createdSeconds(_ bench: Bench) -> [String: [UInt32]] {
        bench.registry.snapshot().filter { Self.families.contains($0.description.name) }
            .reduce(into: [:]) { seconds, family in
                switch family.points {
                case .counters(let series), .gauges(let series):
                    seconds[family.description.name] = series.createdSeconds
                case .histograms(let series): seconds[family.description.name] = series.createdSeconds
                }
            }
    }

    @Test func `every series of an event type has counted since the type was first counted`() async throws {
        let bench = try Bench()
        #expect(try await start(FailingLedger(failures: 0, totals: [totals()]), bench).open())
        #expect(createdSeconds(bench) == Dictionary(uniqueKeysWithValues: Self.families.map { ($0, [1000]) }))
    }

    @Test func `a histogram that starts over with other buckets has counted since now`() async throws {
        let bench = try Bench()
        var totals = try totals()
        // As a ledger gives them whose histogram had other bounds.
        let none = EventTotals(type: "purchase", createdSeconds: 0, buckets: try Buckets(EventMetrics.valueBuckets))
        totals.values = none.values
        #expect(try await start(FailingLedger(failures: 0, totals: [totals]), bench).open())
        var expected = Dictionary(uniqueKeysWithValues: Self.families.map { ($0, [UInt32(1000)]) })
        expected["event_value"] = [UInt32(Bench.now)]
        #expect(createdSeconds(bench) == expected)
        #expect(bench.value("event_value", "purchase") == 0)
        #expect(bench.value("events_total", "purchase") == 3)
    }

    @Test func `a ledger that is away is waited for`() async throws {
        let bench = try Bench()
        #expect(!bench.health.hasTotals)
        #expect(try await start(FailingLedger(failures: 2, totals: [totals()]), bench).open())
        #expect(bench.value("events_total", "purchase") == 3)
        #expect(bench.health.hasTotals)
        #expect(bench.health.obstacle?.contains("ledger") == false)
    }

    @Test func `a ledger that refuses ends the start`() async throws {
        let refusal = LedgerError(.refused, "the file is newer")
        let start = start(FailingLedger(failures: 1, error: refusal), try Bench())
        await #expect(throws: refusal) { try await start.open() }
    }

    @Test func `totals of other buckets end the start`() async throws {
        let buckets = try Buckets([1])
        var totals = EventTotals(type: "purchase", createdSeconds: 0, buckets: buckets)
        totals.add(Event(type: "purchase", value: 1, occurredAtSeconds: 1), buckets: buckets)
        let start = start(FailingLedger(failures: 0, totals: [totals]), try Bench())
        await #expect(throws: LedgerError.self) { try await start.open() }
    }
}
