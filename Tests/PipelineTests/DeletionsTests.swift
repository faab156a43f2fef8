import AWS
import Ledger
import SQS
import Support
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(2))) struct DeletionsTests {
    private let time = ManualTime()
    private let internalError = BatchFailure(index: 1, code: "InternalError", isSenderFault: false)

    @Test func `an entry that SQS failed with is tried again until it is deleted`() async throws {
        let again = BatchFailure(index: 0, code: "InternalError", isSenderFault: false)
        let answers = [[internalError]] + Array(repeating: [again], count: 6)
        let bench = try Bench(queue: ScriptedQueue(deletes: answers.map { .success($0) }), time: time.steady)
        let deletions = bench.deletions
        try await deleting(bench, deletions, 3) {
            #expect(!deletions.areRefused)
            #expect(bench.value("sqs_consumer_messages_inflight") == 1)
            try await passTime { bench.queue.deleted == ["0", "2", "1"] }
        }
        #expect(bench.queue.deleteCalls == 8)
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 0)
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    @Test func `while SQS refuses deletions only one task asks for any, until it takes them`() async throws {
        let refusals = [Result<[BatchFailure], ServiceError>](repeating: .failure(.down), count: 6)
        let bench = try Bench(queue: ScriptedQueue(deletes: refusals), time: time.steady)
        let deletions = bench.deletions
        try await deleting(bench, deletions, 3) {
            #expect(deletions.areRefused)
            let (messages, deliveries) = Self.received(10..<40)
            await deletions.delete(deliveries, of: bench.hand.take(messages))
            try await passTime { bench.queue.deleted.count == 33 }
            #expect(!deletions.areRefused)
        }
        // 6 were refused; then the oldest 10, and what was left.
        #expect(bench.queue.deleteCalls == 10)
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    @Test func `a deletion is given up when its lease is over, and not before`() async throws {
        let refusals = [Result<[BatchFailure], ServiceError>](repeating: .failure(.down), count: 10_000)
        let bench = try Bench(queue: ScriptedQueue(deletes: refusals), time: time.steady)
        let deletions = bench.deletions
        try await deleting(bench, deletions, 2) {
            let end = time.now + .seconds(300)
            while time.now < end - .seconds(1) {
                #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 0)
                try await pass(.seconds(1))
            }
            try await passTime { bench.value("sqs_consumer_messages_delete_failures_total") == 2 }
            // What SQS thinks by now, the next deletion finds out.
            #expect(!deletions.areRefused)
        }
        #expect(bench.queue.deleted.isEmpty)
        #expect(bench.queue.deleteCalls > 20)
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    @Test func `an entry that SQS keeps failing with is let go when its lease is over, to come again`() async throws {
        let again = BatchFailure(index: 0, code: "InternalError", isSenderFault: false)
        let answers = [[internalError]] + Array(repeating: [again], count: 10_000)
        let bench = try Bench(queue: ScriptedQueue(deletes: answers.map { .success($0) }), time: time.steady)
        let start = time.now
        try await deleting(bench, bench.deletions, 3) {
            try await passTime {
                #expect(bench.hand.dueExtensions().isEmpty)
                return bench.value("sqs_consumer_messages_delete_failures_total") == 1
            }
        }
        #expect(time.now - start < .seconds(303))
        #expect(bench.queue.deleted == ["0", "2"])
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    @Test func `what is extended is tried on`() async throws {
        let refusals = [Result<[BatchFailure], ServiceError>](repeating: .failure(.down), count: 70)
        let bench = try Bench(queue: ScriptedQueue(deletes: refusals), time: time.steady)
        let start = time.now
        try await deleting(bench, bench.deletions, 2) {
            try await passTime {
                for batch in bench.hand.dueExtensions() { bench.hand.note(batch, askedAt: time.now, failures: []) }
                return bench.queue.deleted.count == 2
            }
        }
        #expect(time.now - start > .seconds(300))
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 0)
    }

    @Test func `at the end all that is overdue is tried at once, and often`() async throws {
        let refusals = [Result<[BatchFailure], ServiceError>](repeating: .failure(.down), count: 20)
        let bench = try Bench(queue: ScriptedQueue(deletes: refusals), time: time.steady)
        let deletions = bench.deletions
        try await deleting(bench, deletions, 2) {
            try await passTime { bench.queue.deleteCalls == 10 }
            deletions.finish()
            let start = time.now
            try await passTime { bench.queue.deleted.count == 2 }
            #expect(time.now - start < .seconds(30))
        }
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    @Test func `the end is noticed within a second or so, however long the wait that it cuts short`() async throws {
        // The wait after the fourth is 20 s or more.
        let refusals = [Result<[BatchFailure], ServiceError>](repeating: .failure(.denied), count: 4)
        let bench = try Bench(queue: ScriptedQueue(deletes: refusals), time: time.steady)
        let deletions = bench.deletions
        try await deleting(bench, deletions, 2) {
            // While the call is on its way, sleeps are shorter than this.
            try await passTime { bench.queue.deleteCalls == 4 && time.sleeps.contains { $0 > .milliseconds(500) } }
            deletions.finish()
            let start = time.now
            try await passTime { bench.queue.deleted.count == 2 }
            #expect(time.now - start < .seconds(5))
        }
        #expect(bench.queue.deleteCalls == 5)
    }

    @Test func `at the end nobody waits for what only a person can put right`() async throws {
        let refusals = [Result<[BatchFailure], ServiceError>](repeating: .failure(.denied), count: 1000)
        let bench = try Bench(queue: ScriptedQueue(deletes: refusals))
        let deletions = bench.deletions
        async let run: Void = deletions.run()
        let (messages, deliveries) = Self.received(0..<2)
        await deletions.delete(deliveries, of: bench.hand.take(messages))
        deletions.finish()
        await run
        #expect(bench.queue.deleteCalls == 2)
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 2)
    }

    @Test func `what was counted is tried once more even when all tasks were cancelled`() async throws {
        let bench = try Bench()
        let deletions = bench.deletions
        let (messages, deliveries) = Self.received(0..<25)
        let hold = bench.hand.take(messages)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            async let run: Void = deletions.run()
            await deletions.delete(deliveries, of: hold)
            deletions.finish()
            await run
            await deletions.deleteLast()
        }
        task.cancel()
        await task.value
        #expect(bench.queue.deleted.count == 25)
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 0)
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    @Test func `without the retry a deletion that fails is given up`() async throws {
        var bench = try Bench(queue: ScriptedQueue(deletes: [.failure(.down)]))
        bench.settings.retriesDeletions = false
        let deletions = bench.deletions
        let (messages, deliveries) = Self.received(0..<2)
        await deletions.delete(deliveries, of: bench.hand.take(messages))
        #expect(!deletions.areRefused)
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 2)
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    private static func received(_ numbers: Range<Int>) -> ([Message], [Delivery]) {
        let messages = numbers.map { Message.pageView("\($0)") }
        let deliveries = messages.map { Delivery(key: MessageKey(messageID: $0.id), receiptHandle: $0.receiptHandle) }
        return (messages, deliveries)
    }

    /// Deletes so many messages, and runs the task that tries again while `body` runs.
    private func deleting(
        _ bench: Bench,
        _ deletions: Deletions,
        _ count: Int,
        _ body: () async throws -> Void
    ) async throws {
        async let _: Void = deletions.run()
        let messages = (0..<count).map { Message.delivery("\($0)", "", receiptHandle: "\($0)") }
        await deletions.delete(.deliveries(count), of: bench.hand.take(messages))
        try await body()
    }

    private func passTime(until condition: () -> Bool) async throws {
        while !condition() { try await pass(.milliseconds(100)) }
    }

    private func pass(_ duration: Duration) async throws {
        time.advance(by: duration)
        // Whoever woke sleeps again, or nothing is left to wait for.
        let end = ContinuousClock.now + .milliseconds(200)
        while time.sleeps.isEmpty, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(1)) }
    }
}
