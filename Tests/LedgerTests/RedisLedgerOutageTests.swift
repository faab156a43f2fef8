import Events
import Instruments
import Ledger
import Redis
import Support
import Synchronization
import Testing

@Suite struct RedisLedgerOutageTests {
    @Test(arguments: [LossyProxy.Fault.loseCommand, .loseAnswer, .delayCommand])
    func `a commit that is lost on its way is done once, and the caller notices nothing`(
        fault: LossyProxy.Fault
    ) async throws {
        let bed = try await RedisLedgerBed()
        let proxy = try LossyProxy(to: bed.server.port)
        let ledger = try await bed.opened("a", url: "redis://127.0.0.1:\(proxy.port)")
        #expect(try await ledger.record([bed.entry(1)]) == [.recorded])
        proxy.spoilNext(fault)
        #expect(try await ledger.record([bed.entry(1), bed.entry(2)]) == [.duplicate, .recorded])
        #expect(proxy.hasSpoiled)
        try await proxy.deliverDelayed()
        #expect(try await ledger.record([bed.entry(2), bed.entry(3)]) == [.duplicate, .recorded])
        #expect(try await ledger.sharedSummaries() == [EventSummary(type: "page_view", count: 3, sum: 6)])
    }

    @Test func `what a commit did before the server went away is a late record, once`() async throws {
        let bed = try await RedisLedgerBed(server: .start("--appendonly", "yes", "--appendfsync", "always"))
        let proxy = try LossyProxy(to: bed.server.port)
        let ledger = try await bed.opened("a", url: "redis://127.0.0.1:\(proxy.port)")
        _ = try await ledger.record([bed.entry(1)])
        proxy.spoilNext(.loseAnswer, refusing: true)
        let error = await #expect(throws: LedgerError.self) { try await ledger.record([bed.entry(1), bed.entry(2)]) }
        #expect(error?.kind == .unavailable)
        await #expect(throws: LedgerError.self) { try await ledger.probe() }
        proxy.accept()
        try await ledger.probe()
        #expect(await ledger.takeLateRecords().map(\.key) == [bed.entry(2).key])
        #expect(await ledger.takeLateRecords().isEmpty)
        #expect(try await ledger.record([bed.entry(2), bed.entry(1)]) == [.duplicate, .duplicate])
        #expect(try await ledger.sharedSummaries() == [EventSummary(type: "page_view", count: 2, sum: 3)])
    }

    @Test func `a commit that arrives after it was given up is refused`() async throws {
        let bed = try await RedisLedgerBed()
        let proxy = try LossyProxy(to: bed.server.port)
        let ledger = try await bed.opened("a", url: "redis://127.0.0.1:\(proxy.port)")
        proxy.spoilNext(.delayCommand, refusing: true)
        await #expect(throws: LedgerError.self) { try await ledger.record([bed.entry(1)]) }
        proxy.accept()
        try await ledger.probe()
        try await proxy.deliverDelayed()
        #expect(await ledger.takeLateRecords().isEmpty)
        #expect(try await ledger.record([bed.entry(1)]) == [.recorded])
        #expect(try await ledger.sharedSummaries() == [EventSummary(type: "page_view", count: 1, sum: 1)])
    }

    @Test func `a claim that arrives after it was given up takes nothing from the later one`() async throws {
        let bed = try await RedisLedgerBed()
        let proxy = try LossyProxy(to: bed.server.port)
        let ledger = try await bed.opened("a", url: "redis://127.0.0.1:\(proxy.port)")
        proxy.spoilNext(.loseCommand, refusing: true)
        await #expect(throws: LedgerError.self) { try await ledger.record([bed.entry(1)]) }
        proxy.accept()
        proxy.spoilNext(.delayCommand, containing: "resume")
        await #expect(throws: LedgerError.self) { try await ledger.probe() }
        #expect(proxy.hasSpoiled)
        try await ledger.probe()
        try await proxy.deliverDelayed()
        #expect(try await ledger.record([bed.entry(1)]) == [.recorded])
    }

    @Test func `an opening that arrives after it was given up takes nothing from the later one`() async throws {
        let bed = try await RedisLedgerBed()
        _ = try await bed.opened("other")
        let proxy = try LossyProxy(to: bed.server.port)
        let ledger = try bed.ledger("a", url: "redis://127.0.0.1:\(proxy.port)")
        proxy.spoilNext(.delayCommand, containing: "open")
        await #expect(throws: LedgerError.self) { try await ledger.open() }
        #expect(proxy.hasSpoiled)
        _ = try await ledger.open()
        try await proxy.deliverDelayed()
        #expect(try await ledger.record([bed.entry(1)]) == [.recorded])
    }

    @Test func `a server that is killed and started again under load loses and doubles nothing`() async throws {
        let bed = try await RedisLedgerBed(server: .start("--appendonly", "yes", "--appendfsync", "always"))
        let ledgers = [try await bed.opened("a"), try await bed.opened("b")]
        let (messages, callers) = (3_000, 6)
        let progress = Progress()
        async let restarts: Void = {
            for mark in [300, 1_200, 2_100] {
                try await waitUntil("\(mark) messages are recorded") { progress.recorded >= mark }
                let failures = progress.failures
                bed.server.kill()
                try await waitUntil("a record fails") { progress.failures > failures }
                try await bed.server.startAgain()
            }
        }()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    let own = stride(from: caller + 1, through: messages, by: callers).map { bed.entry($0) }
                    try await Self.recordAll(own, in: ledgers[caller % 2], progress)
                }
            }
            try await group.waitForAll()
        }
        try await restarts
        var late = 0
        for ledger in ledgers {
            try await ledger.probe()
            late += await ledger.takeLateRecords().count
        }
        #expect(progress.recorded + late == messages)
        let sum = Double(messages * (messages + 1) / 2)
        #expect(try await ledgers[0].sharedSummaries() == [EventSummary(type: "page_view", count: messages, sum: sum)])
    }

    /// What callers were told, while they go on.
    private final class Progress: Sendable {
        private let state = Mutex((recorded: 0, failures: 0))
        var recorded: Int { state.withLock(\.recorded) }
        var failures: Int { state.withLock(\.failures) }
        func add(recorded count: Int) { state.withLock { $0.recorded += count } }
        func addFailure() { state.withLock { $0.failures += 1 } }
    }

    /// Records entries five at a time, each batch until that succeeds, and counts those told to be recorded.
    private static func recordAll(
        _ entries: [LedgerEntry],
        in ledger: RedisLedger,
        _ progress: Progress
    ) async throws {
        for start in stride(from: 0, to: entries.count, by: 5) {
            let batch = Array(entries[start..<min(start + 5, entries.count)])
            try await waitUntil("the ledger takes a batch") {
                do throws(LedgerError) {
                    progress.add(recorded: try await ledger.record(batch).count { $0 == .recorded })
                    return true
                } catch {
                    progress.addFailure()
                    return false
                }
            }
        }
    }
}
