import AWS
import Logging
import SQS
import ServiceLifecycle
import ServiceLifecycleTestKit
import Support
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(2))) struct ReceiveLoopsTests {
    private func full(_ first: Int) -> ScriptedQueue.Answer {
        .messages((first..<first + 10).map { .pageView("\($0)") })
    }

    @Test func `messages are received, counted and deleted until shutdown`() async throws {
        let queue = ScriptedQueue(receives: [.messages([.pageView("1")]), .messages([.pageView("2"), .pageView("3")])])
        let bench = try Bench(queue: queue)
        try await running(bench) { try await waitUntil("all is deleted") { queue.deleted.count == 3 } }
        #expect(bench.value("sqs_consumer_messages_counted_total") == 3)
        #expect(bench.value("sqs_consumer_messages_deleted_total") == 3)
    }

    @Test func `full receives start more loops up to the limit`() async throws {
        let queue = ScriptedQueue(receives: (0..<40).map { full($0 * 10) })
        let bench = try Bench(queue: queue)
        try await running(bench, limit: 4) {
            try await waitUntil("all is deleted") { queue.deleted.count == 400 }
            #expect(bench.value("sqs_consumer_receive_loops") == 4)
        }
        #expect(bench.value("sqs_consumer_receive_loops") == 0)
        #expect(bench.value("sqs_consumer_messages_counted_total") == 400)
    }

    @Test func `empty receives end every loop but one`() async throws {
        let queue = ScriptedQueue(receives: (0..<20).map { full($0 * 10) } + Array(repeating: .messages([]), count: 20))
        let bench = try Bench(queue: queue)
        try await running(bench, limit: 4) {
            try await waitUntil("all is deleted and one loop is left") {
                queue.deleted.count == 200 && bench.value("sqs_consumer_receive_loops") == 1
            }
            #expect(bench.value("sqs_consumer_receive_loops") == 1)
        }
    }

    @Test func `a queue that answers empty at once is not asked in a circle`() async throws {
        let queue = ScriptedQueue(receives: Array(repeating: .messages([]), count: 1000))
        let bench = try Bench(queue: queue)
        try await running(bench) { try await Task.sleep(for: .seconds(1)) }
        #expect((1...6).contains(queue.receiveCalls))
    }

    @Test(arguments: ServiceError.Class.allCases)
    func `no failure ends the only loop`(failure: ServiceError.Class) async throws {
        let error = ServiceError(class: failure, code: "failed", message: "")
        let queue = ScriptedQueue(receives: Array(repeating: .failure(error), count: 1000))
        let bench = try Bench(queue: queue)
        try await running(bench) {
            try await waitUntil("a receive has failed") {
                bench.value("sqs_consumer_receive_requests_total", "error") ?? 0 >= 1
            }
            try await Task.sleep(for: .milliseconds(500))
            #expect(bench.value("sqs_consumer_receive_loops") == 1)
            #expect(queue.receiveCalls < 20)
        }
    }

    @Test func `loops are named by the lowest numbers that are free`() async throws {
        let queue = ScriptedQueue(receives: (0..<40).map { full($0 * 10) })
        let ledger = HeldLedger()
        let bench = try Bench(queue: queue, ledger: ledger)
        try await running(bench, limit: 3) {
            try await waitUntil("three loops wait for commits") { ledger.calls == 9 }
            #expect(
                Set(bench.health.watch.stays.map(\.worker.description)) == [
                    "receive loop 1", "receive loop 2", "receive loop 3",
                ]
            )
            ledger.release()
        }
    }

    @Test func `a message that could not be recorded is given back, soon`() async throws {
        let queue = ScriptedQueue(receives: [.messages([.pageView("1"), .pageView("2", receiveCount: 3)])])
        let bench = try Bench(queue: queue, ledger: FailingLedger())
        try await running(bench) { try await waitUntil("both are given back") { queue.givenBack.count == 2 } }
        let possible = (1...5).map { "1#1 after \($0) s" } + (1...20).map { "2#3 after \($0) s" }
        #expect(Set(queue.givenBack).isSubset(of: possible))
        #expect(bench.value("sqs_consumer_messages_exhausted_total") == 1)
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    @Test func `a damaged message is given back, and the loop waits before it receives more`() async throws {
        let damaged = Message.delivery("1", "{}", bodyIsIntact: false)
        let queue = ScriptedQueue(receives: [.messages([damaged])])
        let bench = try Bench(queue: queue)
        #expect(await bench.recorder.record([damaged]).obstacle?.class == .network)
        try await running(bench) { try await waitUntil("it is given back") { queue.givenBack.count == 1 } }
    }

    @Test func `a message that stays by the owner's will is not given back`() async throws {
        let queue = ScriptedQueue(
            receives: [.messages([.delivery("1", "not an event")]), .messages([.pageView("2")])]
        )
        let bench = try Bench(queue: queue, policy: .leave)
        try await running(bench) { try await waitUntil("the other is deleted") { queue.deleted == ["2#1"] } }
        #expect(queue.givenBack.isEmpty)
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    @Test func `what a loop that was cut off has counted is deleted`() async throws {
        let (queue, ledger) = (ScriptedQueue(receives: [.messages([.pageView("1")])]), HeldLedger())
        let bench = try Bench(queue: queue, ledger: ledger)
        try await running(bench, receivesEndWithin: .zero) {
            try await waitUntil("a commit is asked for") { ledger.calls == 1 }
            Task {
                try await Task.sleep(for: .milliseconds(500))
                ledger.release()
            }
        }
        #expect(queue.deleted == ["1#1"])
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 0)
    }

    @Test func `deletions that fail as the exporter stops are tried again until they succeed`() async throws {
        let failures = [Result<[BatchFailure], ServiceError>](repeating: .failure(.down), count: 3)
        let queue = ScriptedQueue(receives: [.delayed([.pageView("1")], until: .seconds(1))], deletes: failures)
        let bench = try Bench(queue: queue)
        try await running(bench, receivesEndWithin: .seconds(60)) {
            try await waitUntil("a receive runs") { queue.receiveCalls == 1 }
        }
        #expect(queue.deleted == ["1#1"])
    }

    @Test func `a queue that refuses is asked rarely and shutdown does not wait for the pause`() async throws {
        let denied = ServiceError(class: .auth, code: "AccessDenied", message: "")
        let queue = ScriptedQueue(receives: Array(repeating: .failure(denied), count: 1000))
        let bench = try Bench(queue: queue)
        try await running(bench) {
            try await waitUntil("a receive has failed") {
                bench.value("sqs_consumer_receive_requests_total", "error") == 1
            }
        }
        #expect(queue.receiveCalls == 1)
    }

    @Test func `while invalid messages cannot be sent the queue is asked rarely`() async throws {
        let denied = ServiceError(class: .auth, code: "AccessDenied", message: "")
        let deadLetterQueue = ScriptedQueue(name: "orders-dlq", sends: Array(repeating: .failure(denied), count: 1000))
        let queue = ScriptedQueue(receives: (0..<1000).map { .messages([.delivery("\($0)", "not an event")]) })
        let bench = try Bench(queue: queue, deadLetterQueue: deadLetterQueue)
        try await running(bench) { try await Task.sleep(for: .seconds(1)) }
        #expect(queue.receiveCalls == 1)
    }

    @Test func `messages left as the exporter stops are given back`() async throws {
        let denied = ServiceError(class: .auth, code: "AccessDenied", message: "")
        let queue = ScriptedQueue(receives: [.delayed([.delivery("1", "not an event")], until: .seconds(1))])
        let deadLetterQueue = ScriptedQueue(name: "orders-dlq", sends: [.failure(denied)])
        let bench = try Bench(queue: queue, deadLetterQueue: deadLetterQueue)
        try await running(bench, receivesEndWithin: .seconds(60)) {
            try await waitUntil("a receive runs") { queue.receiveCalls == 1 }
        }
        #expect(queue.givenBack == ["1#1 after 21 s"])
    }

    @Test func `shutdown lets a running receive end and settles what it brings`() async throws {
        let queue = ScriptedQueue(receives: [.delayed([.pageView("1")], until: .seconds(1))])
        let bench = try Bench(queue: queue)
        try await running(bench, receivesEndWithin: .seconds(60)) {
            try await waitUntil("a receive runs") { queue.receiveCalls == 1 }
        }
        #expect(queue.deleted == ["1#1"])
        #expect(queue.receiveCalls == 1)
    }

    @Test func `a receive that outlasts the shutdown is abandoned`() async throws {
        let queue = ScriptedQueue()
        let bench = try Bench(queue: queue)
        try await running(bench) { try await waitUntil("a receive runs") { queue.receiveCalls == 1 } }
        #expect(queue.receiveCalls == 1)
    }

    /// Runs the loops while `body` runs, then shuts them down and returns when they have ended.
    private func running(
        _ bench: Bench,
        limit: Int = 8,
        receivesEndWithin: Duration = .milliseconds(200),
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let loops = bench.loops(limit: limit, receivesEndWithin: receivesEndWithin)
        try await testGracefulShutdown { shutdown in
            async let run: Void = loops.run()
            try await body()
            shutdown.triggerGracefulShutdown()
            await run
        }
    }
}
