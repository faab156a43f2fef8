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
