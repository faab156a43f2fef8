import AWS
import Ledger
import ServiceLifecycle
import ServiceLifecycleTestKit
import Support
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(2))) struct LedgerGateTests {
    private static let receives: [ScriptedQueue.Answer] = [.messages([.pageView("1")]), .messages([.pageView("2")])]

    @Test func `while the ledger is away nothing more is received, and the exporter says why`() async throws {
        let queue = ScriptedQueue(receives: Self.receives)
        let ledger = FailingLedger()
        let bench = try Bench(queue: queue, ledger: ledger)
        try await running(bench) {
            try await waitUntil("the ledger has been probed three times") { ledger.probes >= 3 }
            #expect(queue.receiveCalls == 1)
            #expect(bench.health.obstacle == "the ledger takes no commits: disk full")
        }
        #expect(queue.deleted.isEmpty)
        #expect(bench.value("sqs_consumer_messages_counted_total") == 0)
    }

    @Test func `consuming goes on by itself when the ledger is back`() async throws {
        let queue = ScriptedQueue(receives: Self.receives)
        let bench = try Bench(queue: queue, ledger: FailingLedger(failures: 3))
        try await running(bench) {
            try await waitUntil("the next message is deleted") { queue.deleted.count == 1 }
            #expect(bench.health.obstacle == nil)
        }
        #expect(bench.value("sqs_consumer_messages_counted_total") == 1)
    }

    @Test(arguments: [true, false])
    func `what the ledger recorded although it failed is counted when it is back`(takesProbes: Bool) async throws {
        let queue = ScriptedQueue(
            receives: [.messages([.pageView("1", value: 7)]), .messages([.pageView("2", value: 2)])]
        )
        let ledger = FailingLedger(failures: 1, takesProbes: takesProbes, recordsLate: true)
        let bench = try Bench(queue: queue, ledger: ledger)
        try await running(bench) {
            try await waitUntil("the second message is deleted") { queue.deleted.count == 1 }
        }
        #expect(bench.value("events_total", "page_view") == 2)
        #expect(bench.value("events_value_total", "page_view") == 9)
        #expect(bench.value("sqs_consumer_messages_counted_total") == 2)
    }

    @Test func `what the ledger put aside although it failed is counted by its reason`() async throws {
        let ledger = FailingLedger(failures: 1, recordsLate: true)
        let bench = try Bench(ledger: ledger, policy: .delete)
        let gate = bench.gate
        let left = await bench.recorder(gate: gate).record([.delivery("1", "not an event")]).left
        #expect(left.count == 1)
        for _ in 0..<2 {
            gate.endTrial(try #require(await gate.pass()))
            #expect(bench.value("sqs_consumer_messages_rejected_total", "not_json") == 1)
            gate.failed(FailingLedger.error)
        }
    }

    @Test func `a trial that brings only invalid messages is passed`() async throws {
        let queue = ScriptedQueue(receives: [.messages([.delivery("1", "not an event")])])
        let bench = try Bench(queue: queue, ledger: FailingLedger(failures: 0), policy: .leave)
        let gate = bench.gate
        gate.failed(FailingLedger.error)
        try await running(bench, gate: gate) {
            try await waitUntil("the gate is open") { bench.health.obstacle == nil }
        }
        #expect(bench.value("sqs_consumer_messages_rejected_total", "not_json") == 1)
    }

    @Test func `a loop that ends while it is on trial leaves the gate open to the others`() async throws {
        let away = ServiceError(class: .network, code: "away", message: "")
        let bench = try Bench(queue: ScriptedQueue(receives: [.failure(away)]), ledger: FailingLedger(failures: 0))
        let gate = bench.gate
        gate.failed(FailingLedger.error)
        await bench.pump(gate: gate).run(as: .loop(1), endsWhenEmpty: true) {}
        #expect(await gate.pass() == nil)
    }

    @Test func `a receive that began before the ledger failed does not open the gate`() async throws {
        let queue = ScriptedQueue(receives: [.delayed([], until: .milliseconds(300))])
        let bench = try Bench(queue: queue, ledger: FailingLedger())
        let gate = bench.gate
        async let run: Void = bench.pump(gate: gate).run(as: .loop(1), endsWhenEmpty: true) {}
        try await waitUntil("a receive runs") { queue.receiveCalls == 1 }
        gate.failed(FailingLedger.error)
        await run
        #expect(bench.health.obstacle == "the ledger takes no commits: disk full")
    }

    @Test func `a trial that has been overtaken by a failure does not open the gate for the next`() async throws {
        let bench = try Bench(ledger: FailingLedger(failures: 0))
        let gate = bench.gate
        gate.failed(FailingLedger.error)
        let first = try #require(await gate.pass())
        gate.failed(FailingLedger.error)
        let second = try #require(await gate.pass())
        gate.endTrial(first)
        #expect(bench.health.obstacle == "the ledger takes no commits: disk full")
        gate.endTrial(second)
        #expect(bench.health.obstacle != "the ledger takes no commits: disk full")
        #expect(await gate.pass() == nil)
    }

    @Test func `a ledger that takes only small commits is tried less and less often`() async throws {
        let gate = try Bench(ledger: FailingLedger(failures: 0)).gate
        for failures in 1...3 {
            // Two loops' commits fail together.
            for _ in 0..<2 { gate.failed(FailingLedger.error) }
            #expect(gate.failures == failures)
            gate.endTrial(try #require(await gate.pass()))
        }
    }

    @Test func `a ledger that takes a probe and no commit is tried by one loop at a time`() async throws {
        let queue = ScriptedQueue(receives: (0..<8).map { .messages([.pageView("\($0)")]) })
        let ledger = FailingLedger(takesProbes: true)
        let bench = try Bench(queue: queue, ledger: ledger)
        let gate = bench.gate
        gate.failed(FailingLedger.error)
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { await gate.pass() }
            }
            let trial = try #require(try await group.next() ?? nil)
            #expect(ledger.probes >= 1)
            // The others stay until the one has recorded what it received.
            gate.endTrial(trial)
            while let trial = try await group.next() { #expect(trial == nil) }
        }
    }

    @Test func `the gate can be passed at once while it is open`() async throws {
        #expect(await (try Bench()).gate.pass() == nil)
    }

    private func running(
        _ bench: Bench,
        gate: LedgerGate? = nil,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let loops = bench.loops(limit: 1, receivesEndWithin: .milliseconds(10), gate: gate)
        try await testGracefulShutdown { shutdown in
            async let run: Void = loops.run()
            try await body()
            shutdown.triggerGracefulShutdown()
            await run
        }
    }
}
