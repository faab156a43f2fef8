import AWS
import SQS
import ServiceLifecycle
import ServiceLifecycleTestKit
import Support
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(2))) struct HeartbeatTests {
    private let time = ManualTime()

    private func messages(_ numbers: Range<Int>) -> [Message] { numbers.map { .pageView("\($0)") } }

    @Test func `messages in hand are extended at half the visibility timeout, up to 10 in a call`() async throws {
        let bench = try Bench(time: time.steady)
        for start in [0, 10, 20] { _ = bench.hand.take(messages(start..<min(start + 10, 25))) }
        try await beating(bench) {
            try await pass(.seconds(149))
            #expect(bench.queue.visibilitySizes.isEmpty)
            try await pass(.seconds(1))
            #expect(bench.queue.visibilitySizes.sorted() == [5, 10, 10])
            #expect(Set(bench.queue.givenBack) == Set((0..<25).map { "\($0)#1 after 300 s" }))
            try await pass(.seconds(150))
            #expect(bench.queue.visibilitySizes.count == 6)
        }
        #expect(bench.value("sqs_consumer_visibility_extensions_total") == 50)
        #expect(bench.value("sqs_consumer_visibility_extension_failures_total") == 0)
    }

    @Test func `what is settled sooner costs no call`() async throws {
        let bench = try Bench(time: time.steady)
        let hold = bench.hand.take(messages(0..<10))
        try await beating(bench) {
            try await pass(.seconds(100))
            bench.hand.keep([], of: hold)
            for _ in 0..<10 { try await pass(.seconds(50)) }
        }
        #expect(bench.queue.visibilitySizes.isEmpty)
    }

    @Test(arguments: ["ReceiptHandleIsInvalid", "MessageNotInflight", "InvalidParameterValue"])
    func `a lost lease is counted and let alone, and the others are extended on`(code: String) async throws {
        let lost = BatchFailure(index: 1, code: code, isSenderFault: true)
        let bench = try Bench(queue: ScriptedQueue(visibilities: [.success([lost])]), time: time.steady)
        _ = bench.hand.take(messages(0..<3))
        try await beating(bench) {
            try await pass(.seconds(150))
            try await pass(.seconds(150))
        }
        #expect(bench.queue.visibilitySizes == [3, 2])
        #expect(bench.value("sqs_consumer_visibility_extension_failures_total") == 1)
        #expect(bench.value("sqs_consumer_visibility_extensions_total") == 4)
    }

    @Test func `a call that is refused for one lost lease is made again for each`() async throws {
        let refusal = ServiceError(class: .other, code: "ReceiptHandleIsInvalid", message: "")
        let bench = try Bench(
            queue: ScriptedQueue(visibilities: [.failure(refusal), .success([]), .failure(refusal)]),
            time: time.steady
        )
        _ = bench.hand.take(messages(0..<3))
        try await beating(bench) {
            try await pass(.seconds(150))
            try await pass(.seconds(150))
        }
        #expect(bench.queue.visibilitySizes == [3, 1, 1, 1, 2])
        #expect(bench.value("sqs_consumer_visibility_extension_failures_total") == 1)
    }

    @Test func `what SQS itself failed to extend is tried again soon`() async throws {
        let failed = BatchFailure(index: 0, code: "InternalError", isSenderFault: false)
        let bench = try Bench(queue: ScriptedQueue(visibilities: [.success([failed])]), time: time.steady)
        _ = bench.hand.take(messages(0..<2))
        try await beating(bench) {
            try await pass(.seconds(150))
            try await pass(.seconds(30))
        }
        #expect(bench.queue.visibilitySizes == [2, 1])
        #expect(bench.queue.givenBack == ["1#1 after 300 s", "0#1 after 300 s"])
    }

    @Test func `a call that fails is made again until it succeeds, while the lease lasts`() async throws {
        let failures = [Result<[BatchFailure], ServiceError>](repeating: .failure(.down), count: 4)
        let bench = try Bench(queue: ScriptedQueue(visibilities: failures), time: time.steady)
        _ = bench.hand.take(messages(0..<1))
        try await beating(bench) {
            try await pass(.seconds(150))
            for _ in 0..<10 { try await pass(.seconds(4)) }
        }
        #expect(bench.queue.visibilitySizes == [1, 1, 1, 1, 1])
        #expect(bench.queue.givenBack == ["0#1 after 300 s"])
    }

    @Test func `a call that fails keeps no other from being made, and is made again soon`() async throws {
        let answers: [Result<[BatchFailure], ServiceError>] = [
            .success([]), .failure(.down), .success([]), .success([]), .failure(.down), .success([]),
        ]
        let bench = try Bench(queue: ScriptedQueue(visibilities: answers), time: time.steady)
        for start in 0..<4 { _ = bench.hand.take(messages(start * 10..<start * 10 + 10)) }
        try await beating(bench) {
            try await pass(.seconds(150))
            #expect(bench.queue.givenBack.count == 30)
            // What follows a failure waits up to 0.2 seconds.
            for _ in 0..<2 { try await pass(.milliseconds(200)) }
            #expect(bench.queue.givenBack.count == 40)
        }
    }

    @Test func `the first call is made alone, then eight at a time, and another when one has ended`() async throws {
        let (bench, queue) = (try Bench(time: time.steady), HeldQueue())
        for start in 0..<12 { _ = bench.hand.take(messages(start * 10..<start * 10 + 10)) }
        let heartbeat = bench.heartbeat(on: queue)
        async let _: Void = heartbeat.run()
        try await waitUntil("the heartbeat sleeps") { time.sleeps.count == 1 }
        time.advance(by: .seconds(150))
        for calls in [1, 9, 10, 11] {
            try await waitUntil("call \(calls) is made") { queue.calls >= calls }
            // Were there more to come, they would within this time.
            try await Task.sleep(for: .milliseconds(50))
            #expect(queue.calls == calls)
            queue.letGo(1)
        }
        queue.letGo(8)
        try await waitUntil("all are extended") { bench.value("sqs_consumer_visibility_extensions_total") == 120 }
        #expect(queue.calls == 12)
    }

    @Test func `after a failure it waits a tenth of the visibility timeout at most`() async throws {
        let down = [Result<[BatchFailure], ServiceError>](repeating: .failure(.denied), count: 1000)
        let bench = try Bench(queue: ScriptedQueue(visibilities: down), visibilityTimeoutSeconds: 20, time: time.steady)
        _ = bench.hand.take(messages(0..<1))
        try await beating(bench) {
            try await pass(.seconds(10))
            try await pass(.seconds(2))
            #expect(bench.queue.visibilitySizes.count == 2)
        }
    }

    @Test func `once a lease is over nothing more is asked for it`() async throws {
        let failures = [Result<[BatchFailure], ServiceError>](repeating: .failure(.down), count: 1000)
        let bench = try Bench(queue: ScriptedQueue(visibilities: failures), time: time.steady)
        _ = bench.hand.take(messages(0..<1))
        try await beating(bench) {
            for _ in 0..<15 { try await pass(.seconds(20)) }
            let calls = bench.queue.visibilitySizes.count
            #expect((2...9).contains(calls))
            for _ in 0..<30 { try await pass(.seconds(20)) }
            #expect(bench.queue.visibilitySizes.count == calls)
        }
    }

    @Test func `messages that wait for a commit are extended, in a shutdown too, until they are settled`() async throws
    {
        let (queue, ledger) = (ScriptedQueue(receives: [.messages([.pageView("1")])]), HeldLedger())
        let bench = try Bench(queue: queue, ledger: ledger, visibilityTimeoutSeconds: 1)
        let loops = bench.loops(limit: 1, receivesEndWithin: .milliseconds(10))
        try await testGracefulShutdown { shutdown in
            async let run: Void = loops.run()
            try await waitUntil("the message is extended") { queue.givenBack == ["1#1 after 1 s"] }
            shutdown.triggerGracefulShutdown()
            try await waitUntil("it is extended again and again") { queue.givenBack.count >= 3 }
            ledger.release()
            await run
        }
        #expect(queue.deleted == ["1#1"])
        #expect(bench.value("sqs_consumer_messages_inflight") == 0)
    }

    /// Runs the heartbeat while `body` runs.
    private func beating(_ bench: Bench, _ body: @escaping () async throws -> Void) async throws {
        let heartbeat = bench.heartbeat
        async let _: Void = heartbeat.run()
        try await body()
    }

    /// Lets time pass while the heartbeat sleeps, and waits until it sleeps again.
    private func pass(_ duration: Duration) async throws {
        try await waitUntil("the heartbeat sleeps") { time.sleeps.count == 1 }
        time.advance(by: duration)
        try await waitUntil("the heartbeat sleeps") { time.sleeps.count == 1 }
    }
}
