import ServiceLifecycle
import ServiceLifecycleTestKit
import Support
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(2))) struct PumpTests {
    private static let full = (0..<100).map { start in
        ScriptedQueue.Answer.messages((0..<10).map { .pageView("\(start * 10 + $0)") })
    }

    @Test func `while commits take long a loop that finds more receives ahead, and not without end`() async throws {
        let (queue, ledger) = (ScriptedQueue(receives: Self.full), HeldLedger())
        let bench = try Bench(queue: queue, ledger: ledger)
        try await running(bench) {
            try await waitUntil("three commits are asked for") { ledger.calls == 3 }
            // Were there more to come, they would within this time.
            try await Task.sleep(for: .milliseconds(100))
            #expect((ledger.calls, queue.receiveCalls) == (3, 3))
            #expect(queue.deleted.isEmpty)
            ledger.release()
            try await waitUntil("all is deleted") { queue.deleted.count == 1000 }
        }
        #expect(bench.value("sqs_consumer_messages_counted_total") == 1000)
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    @Test func `a loop that finds few messages receives no more before they are recorded`() async throws {
        let queue = ScriptedQueue(receives: [.messages([.pageView("1")]), .messages([.pageView("2")])])
        let ledger = HeldLedger()
        let bench = try Bench(queue: queue, ledger: ledger)
        try await running(bench) {
            try await waitUntil("a commit is asked for") { ledger.calls == 1 }
            try await Task.sleep(for: .milliseconds(100))
            #expect(queue.receiveCalls == 1)
            ledger.release()
            try await waitUntil("both are deleted") { queue.deleted == ["1#1", "2#1"] }
        }
    }

    @Test func `the loop that tries a ledger receives no more before it knows`() async throws {
        let (queue, ledger) = (ScriptedQueue(receives: Self.full), HeldLedger())
        let bench = try Bench(queue: queue, ledger: ledger)
        let gate = bench.gate
        gate.failed(FailingLedger.error)
        try await running(bench, gate: gate) {
            try await waitUntil("a commit is asked for") { ledger.calls == 1 }
            try await Task.sleep(for: .milliseconds(100))
            #expect(queue.receiveCalls == 1)
            ledger.release()
            try await waitUntil("all is deleted") { queue.deleted.count == 1000 }
        }
    }

    @Test func `what a stopping loop has in hand is recorded and deleted`() async throws {
        let (queue, ledger) = (ScriptedQueue(receives: Self.full), HeldLedger())
        let bench = try Bench(queue: queue, ledger: ledger)
        try await testGracefulShutdown { shutdown in
            async let run: Void = bench.pump(gate: bench.gate).run(as: .loop(1), endsWhenEmpty: false) {}
            try await waitUntil("three commits are asked for") { ledger.calls == 3 }
            shutdown.triggerGracefulShutdown()
            ledger.release()
            await run
        }
        #expect(queue.deleted.count == 30)
        #expect(queue.receiveCalls == 3)
    }

    /// Runs one loop while `body` runs, then shuts it down and returns when it has ended.
    private func running(
        _ bench: Bench,
        gate: LedgerGate? = nil,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let loops = bench.loops(limit: 1, receivesEndWithin: .milliseconds(200), gate: gate)
        try await testGracefulShutdown { shutdown in
            async let run: Void = loops.run()
            try await body()
            shutdown.triggerGracefulShutdown()
            await run
        }
    }
}
