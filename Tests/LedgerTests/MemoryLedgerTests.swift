import Events
import Instruments
import Ledger
import Synchronization
import Testing

@Suite struct MemoryLedgerTests {
    private final class Clock: Sendable {
        private let seconds = Mutex(1_000_000.0)
        var now: Double { seconds.withLock { $0 } }
        func advance(by step: Double) { seconds.withLock { $0 += step } }
    }

    private let clock = Clock()

    private let registry = Registry()

    private func ledger(windowSeconds: Double = 3600) throws -> MemoryLedger {
        try MemoryLedger(windowSeconds: windowSeconds, metrics: LedgerMetrics(registry: registry)) { [clock] in
            clock.now
        }
    }

    private func key(_ number: Int) -> MessageKey { MessageKey(messageID: Array("\(number)".utf8)[...]) }

    private func entry(_ number: Int) -> LedgerEntry {
        let event = Event(type: "page_view", value: 1, occurredAtSeconds: 0)
        return LedgerEntry(key: key(number), sentMilliseconds: 1_000_000_000, outcome: .counted(event))
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
                    try await ledger.record((0..<1000).map(entry)).count { $0 == .recorded }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(recorded == 1000)
    }
}
