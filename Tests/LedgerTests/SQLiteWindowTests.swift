import Events
import Testing

@testable import Ledger

/// How long keys are remembered, on the clock and across restarts.
@Suite struct SQLiteWindowTests {
    private let bench: SQLiteBench

    init() throws { bench = try SQLiteBench() }

    /// Closes a ledger and opens the file again, if that is wanted.
    private func next(_ ledger: SQLiteLedger, reopening: Bool) async throws -> SQLiteLedger {
        guard reopening else { return ledger }
        await ledger.close()
        return try await bench.open(windowSeconds: 60).ledger
    }

    private func open() async throws -> SQLiteLedger { try await bench.open(windowSeconds: 60).ledger }

    @Test(arguments: [false, true])
    func `a deleted message is remembered for the window`(reopening: Bool) async throws {
        var ledger = try await open()
        _ = try await ledger.record([bench.entry(1)])
        await ledger.confirmDeleted([bench.key(1)])
        for step in 0..<59 {
            bench.clock.advance(by: 1)
            _ = try await ledger.record([bench.entry(100 + step)])
            ledger = try await next(ledger, reopening: reopening)
        }
        #expect(try await ledger.record([bench.entry(1)]) == [.duplicate])
        await ledger.close()
    }

    @Test(arguments: [false, true])
    func `a message that is older than any should be is remembered for the window all the same`(
        reopening: Bool
    ) async throws {
        var ledger = try await open()
        await ledger.keepUnconfirmed(forSeconds: 86_400)
        let event = Event(type: "purchase", value: 1, occurredAtSeconds: 0)
        let old = LedgerEntry(key: bench.key(1), sentMilliseconds: 0, outcome: .counted(event))
        #expect(try await ledger.record([old]) == [.recorded])
        bench.clock.advance(by: 59)
        #expect(try await ledger.record([old, bench.entry(2)]) == [.duplicate, .recorded])
        await ledger.confirmDeleted([old.key])
        ledger = try await next(ledger, reopening: reopening)
        bench.clock.advance(by: 59)
        #expect(try await ledger.record([old]) == [.duplicate])
        await ledger.close()
    }

    @Test(arguments: [false, true])
    func `a deleted message is forgotten after two windows, in memory and in the file`(reopening: Bool) async throws {
        var ledger = try await open()
        _ = try await ledger.record([bench.entry(1)])
        await ledger.confirmDeleted([bench.key(1)])
        bench.clock.advance(by: 120)
        ledger = try await next(ledger, reopening: reopening)
        _ = try await ledger.record([bench.entry(2)])
        #expect(try await ledger.contains(bench.key(1)) == false)
        await ledger.close()
        let inspection = try SQLiteLedger.inspect(path: bench.path)
        #expect(inspection.queues.map(\.rememberedKeys) == [1])
        #expect(inspection.queues.flatMap(\.totals).map(\.count) == [2])
    }

    @Test(arguments: [false, true])
    func `a message whose deletion is not confirmed outlives many windows`(reopening: Bool) async throws {
        var ledger = try await open()
        _ = try await ledger.record([bench.entry(1)])
        for day in 0..<14 {
            bench.clock.advance(by: 86_400)
            _ = try await ledger.record([bench.entry(100 + day)])
            await ledger.confirmDeleted([bench.key(100 + day)])
            ledger = try await next(ledger, reopening: reopening)
        }
        #expect(try await ledger.record([bench.entry(1)]) == [.duplicate])
        bench.clock.advance(by: 2 * 86_400)
        _ = try await ledger.record([bench.entry(2)])
        #expect(try await ledger.contains(bench.key(1)) == false)
        await ledger.close()
    }

    @Test(arguments: [false, true])
    func `a message confirmed deleted late is remembered for the window from then on`(reopening: Bool) async throws {
        var ledger = try await open()
        _ = try await ledger.record([bench.entry(1)])
        bench.clock.advance(by: 3600)
        _ = try await ledger.record([bench.entry(2)])
        await ledger.confirmDeleted([bench.key(1)])
        ledger = try await next(ledger, reopening: reopening)
        bench.clock.advance(by: 59)
        ledger = try await next(ledger, reopening: reopening)
        #expect(try await ledger.record([bench.entry(1), bench.entry(3)]) == [.duplicate, .recorded])
        for number in 4...7 {
            bench.clock.advance(by: 60)
            _ = try await ledger.record([bench.entry(number)])
            ledger = try await next(ledger, reopening: reopening)
        }
        #expect(try await ledger.contains(bench.key(1)) == false)
        await ledger.close()
    }

    @Test func `retention decides how long an unconfirmed message is kept`() async throws {
        let ledger = try await open()
        await ledger.keepUnconfirmed(forSeconds: 3600)
        _ = try await ledger.record([bench.entry(1)])
        bench.clock.advance(by: 3500)
        #expect(try await ledger.record([bench.entry(1), bench.entry(2)]) == [.duplicate, .recorded])
        bench.clock.advance(by: 200)
        #expect(try await ledger.record([bench.entry(3)]) == [.recorded])
        #expect(try await ledger.contains(bench.key(1)) == false)
        await ledger.close()
    }

    @Test func `an exporter that was down for long recognizes what it had not deleted`() async throws {
        let first = try await open()
        _ = try await first.record((0..<100).map { bench.entry($0) })
        await first.confirmDeleted((0..<98).map(bench.key))
        await first.close()
        bench.clock.advance(by: 10 * 86_400)
        for _ in 0..<2 {
            let ledger = try await open()
            #expect(try await ledger.record([bench.entry(98), bench.entry(99)]) == [.duplicate, .duplicate])
            #expect(try await ledger.contains(bench.key(97)) == false)
            try await ledger.probe()
            await ledger.close()
        }
        let queue = try #require(try SQLiteLedger.inspect(path: bench.path).queues.first)
        #expect(queue.rememberedKeys == 2)
        #expect(queue.unconfirmedKeys == 2)
    }
}
