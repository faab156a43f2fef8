import Events
import Foundation
import Instruments
import Ledger
import Support
import Testing

@testable import Pipeline

@Suite(.serialized, .timeLimit(.minutes(10))) struct CardinalityTests {
    private let registry = Registry()

    /// As a recorder counts, without the decoding, which does not care how many types there are.
    private func record(_ numbers: Range<Int>, _ events: EventMetrics, _ ledger: MemoryLedger) async throws {
        var places: [EventPlace] = []
        let entries = numbers.map { number in
            var event = Event(type: "type \(number)", value: 2, occurredAtSeconds: Double(number))
            let place = events.place(of: event.type)
            if case .folded = place { event.type = EventTypeName.other.text }
            places.append(place)
            let key = MessageKey(eventID: "\(number)")
            return LedgerEntry(key: key, sentMilliseconds: nil, outcome: .counted(event))
        }
        #expect(try await ledger.record(entries).allSatisfy { $0 == .recorded })
        for (entry, place) in zip(entries, places) {
            guard case .counted(let event) = entry.outcome else { continue }
            events.record(event, at: place, from: .unknown)
        }
        await ledger.confirmDeleted(entries.map(\.key))
    }

    /// The counters of the events of each type.
    private func counts() -> [String: Double] {
        guard let family = registry.snapshot().first(where: { $0.description.name == "events_total" }),
            case .counters(let series) = family.points
        else { return [:] }
        return Dictionary(uniqueKeysWithValues: series.map { ($0.labelValues.last ?? "", $0.value) })
    }

    private func residentMegabytes() throws -> Double {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
        return Double(pages).map { $0 * 4096 / 1_048_576 } ?? 0
    }

    @Test func `a million types in a row have as many series as there may be, and every event counts`() async throws {
        let events = try EventMetrics(queue: "orders", registry: registry)
        let ledger = MemoryLedger(metrics: try LedgerMetrics(registry: Registry())) { 1000 }
        try await record(0..<10_000, events, ledger)
        let before = try residentMegabytes()
        for start in stride(from: 10_000, to: 1_000_000, by: 1000) {
            try await record(start..<start + 1000, events, ledger)
        }
        let growth = try residentMegabytes() - before
        let counts = counts()
        #expect(counts.count == 1001)
        #expect(counts["__other__"] == 999_000)
        #expect(counts.values.reduce(0, +) == 1_000_000)
        #expect(events.summaries().reduce(0) { $0 + $1.sum } == 2_000_000)
        // The ids of a million messages take 17 at most, series would take a gigabyte.
        #expect(growth < (TestEnvironment.isSanitized ? 200 : 40), "\(growth) MB")
    }

    @Test func `however many batches are under way at once, there are no more types than there may be`() async throws {
        var settings = EventSettings()
        settings.typesMax = 50
        let events = try EventMetrics(queue: "orders", settings: settings, registry: registry)
        let ledger = MemoryLedger(metrics: try LedgerMetrics(registry: Registry())) { 1000 }
        try await withThrowingTaskGroup { group in
            for task in 0..<20 {
                group.addTask { try await record(task * 500..<(task + 1) * 500, events, ledger) }
            }
            try await group.waitForAll()
        }
        #expect(counts().count == 51)
        #expect(counts().values.reduce(0, +) == 10_000)
    }
}
