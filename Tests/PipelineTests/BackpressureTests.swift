import AWS
import SQS
import ServiceLifecycle
import ServiceLifecycleTestKit
import Support
import Testing

@testable import Pipeline

/// A slow ledger, or a queue that takes no deletions, slows receiving down.
@Suite(.timeLimit(.minutes(2))) struct BackpressureTests {
    private static let full = (0..<40).map { start in
        ScriptedQueue.Answer.messages((0..<10).map { .pageView("\(start * 10 + $0)") })
    }

    @Test func `while commits take long no more is received than may be in hand`() async throws {
        let (queue, ledger) = (ScriptedQueue(receives: Self.full), HeldLedger())
        let bench = try Bench(queue: queue, ledger: ledger, messagesInFlightMax: 55)
        try await running(bench, limit: 8) {
            try await waitUntil("five commits are asked for") { ledger.calls == 5 }
            // Were there more to come, they would within this time.
            try await Task.sleep(for: .milliseconds(200))
            #expect(queue.receiveCalls == 5)
            #expect(bench.value("sqs_consumer_messages_inflight") == 50)
            #expect(bench.health.complaint == nil)
            ledger.release()
            try await waitUntil("all is deleted") { queue.deleted.count == 400 }
        }
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    @Test func `loops that wait for room end at a shutdown`() async throws {
        let (queue, ledger) = (ScriptedQueue(receives: Self.full), HeldLedger())
        let bench = try Bench(queue: queue, ledger: ledger, messagesInFlightMax: 10)
        try await running(bench, limit: 4) {
            try await waitUntil("a commit is asked for") { ledger.calls == 1 }
            try await waitUntil("a loop waits for room") {
                bench.health.watch.stays.contains { $0.step == .waitingForRoom }
            }
            Task {
                try await Task.sleep(for: .milliseconds(200))
                ledger.release()
            }
        }
        #expect(queue.receiveCalls == 1)
        #expect(queue.deleted.count == 10)
    }

    @Test func `what a receive did not need of its room is there for others`() async throws {
        let queue = ScriptedQueue(receives: (0..<30).map { .messages([.pageView("\($0)")]) })
        let bench = try Bench(queue: queue, messagesInFlightMax: 10)
        try await running(bench) { try await waitUntil("all is deleted") { queue.deleted.count == 30 } }
        #expect(bench.hand.limit.takeAtOnce(10))
    }

    @Test func `a receive that fails gives its room back`() async throws {
        let queue = ScriptedQueue(receives: [.failure(.down), .failure(.down), .messages([.pageView("1")])])
        let bench = try Bench(queue: queue, messagesInFlightMax: 10)
        try await running(bench) { try await waitUntil("the message is deleted") { queue.deleted == ["1#1"] } }
        #expect(bench.hand.limit.takeAtOnce(10))
    }

    @Test func `while SQS refuses deletions nothing more is received, and then it goes on by itself`() async throws {
        let failures = [Result<[BatchFailure], ServiceError>](repeating: .failure(.down), count: 4)
        let queue = ScriptedQueue(receives: Self.full, deletes: failures)
        let bench = try Bench(queue: queue)
        try await running(bench) {
            try await waitUntil("the exporter says why") {
                bench.health.obstacle == "deleting fails, so nothing more is received"
            }
            #expect(queue.receiveCalls <= 4)
            #expect(bench.health.complaint == nil)
            try await waitUntil("all is deleted") { queue.deleted.count == 400 }
            #expect(bench.health.obstacle == nil)
        }
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 0)
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    @Test func `who has waited for room is no case for a restart, however long it took`() async throws {
        let (ledger, time) = (HeldLedger(), ManualTime())
        let queue = ScriptedQueue(receives: Array(Self.full.prefix(1)))
        let bench = try Bench(queue: queue, ledger: ledger, messagesInFlightMax: 10) { time.now.seconds }
        try await running(bench) {
            defer { ledger.release() }
            try await waitUntil("the loop waits for room") {
                bench.health.watch.stays.contains { $0.step == .waitingForRoom }
            }
            time.advance(by: .seconds(61))
            #expect(bench.health.complaint == nil)
            ledger.release()
            try await waitUntil("the loop receives again") { queue.receiveCalls == 2 }
            #expect(bench.health.complaint == nil)
        }
    }

    @Test func `who has waited for deletions is no case for a restart, however long it took`() async throws {
        let time = ManualTime()
        // The retry looks at this clock again and again, and waits for seconds of it.
        let steady = SteadyTime {
            time.now
        } sleep: { _ in
            try? await Task.sleep(for: .milliseconds(1))
        }
        let queue = ScriptedQueue(receives: [.messages([.pageView("1")])], deletes: [.failure(.denied)])
        let bench = try Bench(queue: queue, time: steady) { time.now.seconds }
        try await running(bench) {
            try await waitUntil("the loop waits for deletions") {
                bench.health.watch.stays.contains { $0.step == .waitingForDeletions }
            }
            time.advance(by: .seconds(61))
            #expect(bench.health.complaint == nil)
            try await waitUntil("the loop receives again") { queue.receiveCalls == 2 }
            #expect(bench.health.complaint == nil)
        }
    }

    @Test func `a queue that denies deletions is asked rarely, by one task for all loops`() async throws {
        let failures = [Result<[BatchFailure], ServiceError>](repeating: .failure(.denied), count: 1000)
        let queue = ScriptedQueue(receives: Self.full, deletes: failures)
        let bench = try Bench(queue: queue)
        try await running(bench, limit: 8) {
            try await waitUntil("a loop waits for deletions") {
                bench.health.watch.stays.contains { $0.step == .waitingForDeletions }
            }
            let (receives, deletes) = (queue.receiveCalls, queue.deleteCalls)
            try await Task.sleep(for: .milliseconds(1500))
            #expect(queue.receiveCalls == receives)
            #expect(queue.deleteCalls == deletes)
        }
    }

    private func running(
        _ bench: Bench,
        limit: Int = 1,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let loops = bench.loops(limit: limit, receivesEndWithin: .milliseconds(10))
        try await testGracefulShutdown { shutdown in
            async let run: Void = loops.run()
            try await body()
            shutdown.triggerGracefulShutdown()
            await run
        }
    }
}
