import AWS
import Pipeline
import ServiceLifecycleTestKit
import Testing

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy.receivingUntilShutdown
    private let receive = Call(operation: "ReceiveMessage", body: [], timeout: .seconds(30), isLongPoll: true)
    private let deletion = Call(operation: "DeleteMessageBatch", body: [], timeout: .seconds(10))

    @Test func `whatever fails is sent again while nothing ends`() async {
        #expect(await policy.pause(.zero, receive))
        #expect(await policy.pause(.zero, deletion))
    }

    @Test(.timeLimit(.minutes(1)))
    func `a receive does not wait to be sent again into a shutdown, a deletion is sent`() async throws {
        await testGracefulShutdown { shutdown in
            shutdown.triggerGracefulShutdown()
            #expect(await !policy.pause(.seconds(3600), receive))
            #expect(await policy.pause(.zero, deletion))
        }
    }

    @Test(.timeLimit(.minutes(1))) func `nothing is sent again for a task that was cancelled`() async {
        let task = Task { [policy, receive, deletion] in
            let first = await policy.pause(.seconds(3600), receive)
            let second = await policy.pause(.seconds(3600), deletion)
            return first || second
        }
        task.cancel()
        #expect(await !task.value)
    }
}
