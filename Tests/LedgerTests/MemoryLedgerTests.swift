import Events
import Instruments
import Testing

@testable import Ledger

@Suite struct MemoryLedgerTests {
    private let clock = LedgerClock()
    private let registry = Registry()

    private func ledger(windowSeconds: Double = 3600) throws -> MemoryLedger {
        try MemoryLedger(
            windowSeconds: windowSeconds,
            metrics: LedgerMetrics(registry: registry),
            now: { [clock] in clock.now },
            monotonic: { [clock] in clock.monotonic }
        )
    }

    private func key(_ number: Int) -> MessageKey { MessageKey(messageID: Array("\(number)".utf8)[...]) }

    private func entry(_ number: Int, sentMilliseconds: Int64 = 1_000_000_000) -> LedgerEntry {
        let event = Event(type: "page_view", value: 1, occurredAtSeconds: 0)
        return LedgerEntry(key: key(number), sentMilliseconds: sentMilliseconds, outcome: .counted(event))
    }

    @Test func `a message is recorded once`() async throws {
        let ledger = try ledger()
        #expect(try await ledger.record([entry(1), entry(2)]) == [.recorded, .recorded])
        #expect(try await ledger.record([entry(2), entry(3)]) == [.duplicate, .recorded])
    }

    @Test func `a message that comes twice in one batch is recorded once`() async throws {
        #expect(try await ledger().record([entry(1), entry(1)]) == [.recorded, .duplicate])
    }

    @Test func `a deleted message is remembered for the window`() async throws {
        let ledger = try ledger(windowSeconds: 60)
        _ = try await ledger.record([entry(1)])
        await ledger.confirmDeleted([key(1)])
        clock.advance(by: 59)
        #expect(try await ledger.record([entry(1)]) == [.duplicate])
    }

    @Test func `a message that is older than any should be is remembered for the window all the same`() async throws {
        let ledger = try ledger(windowSeconds: 60)
        await ledger.keepUnconfirmed(forSeconds: 86_400)
        let old = entry(1, sentMilliseconds: 0)
        #expect(try await ledger.record([old]) == [.recorded])
        clock.advance(by: 59)
        #expect(try await ledger.record([old]) == [.duplicate])
        await ledger.confirmDeleted([old.key])
        clock.advance(by: 59)
        #expect(try await ledger.record([old]) == [.duplicate])
    }

    @Test func `a deleted message is forgotten after two windows`() async throws {
        let ledger = try ledger(windowSeconds: 60)
        _ = try await ledger.record([entry(1)])
        await ledger.confirmDeleted([key(1)])
        for number in 2...4 {
            clock.advance(by: 60)
            _ = try await ledger.record([entry(number)])
            await ledger.confirmDeleted([key(number)])
        }
        #expect(try await ledger.contains(key(1)) == false)
        let remembered = registry.snapshot().first { $0.description.name == "sqs_ledger_remembered_messages" }
        guard case .gauges(let series) = remembered?.points else { return #expect(Bool(false), "no such gauge") }
        #expect(series.map(\.value) == [2])
    }

    @Test func `a message whose deletion is not confirmed outlives the window`() async throws {
        let ledger = try ledger(windowSeconds: 60)
        _ = try await ledger.record([entry(1)])
        clock.advance(by: 86_400)
        #expect(try await ledger.record([entry(1)]) == [.duplicate])
    }

    @Test func `a message that no queue can hold any more is forgotten`() async throws {
        let ledger = try ledger(windowSeconds: 60)
        _ = try await ledger.record([entry(1)])
        clock.advance(by: 16 * 86_400)
        _ = try await ledger.record([entry(2)])
        #expect(try await ledger.contains(key(1)) == false)
    }

    @Test func `many callers at once record each message once`() async throws {
        let ledger = try ledger()
        let recorded = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await ledger.record((0..<1000).map { entry($0) }).count { $0 == .recorded }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(recorded == 1000)
    }
}
