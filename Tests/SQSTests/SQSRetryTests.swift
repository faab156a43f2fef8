import AWS
import SQS
import Support
import Synchronization
import Testing

@Suite struct SQSRetryTests {
    private let pauses = Pauses()

    private func bed() throws -> SQSTestBed {
        try SQSTestBed(
            retryPolicy: RetryPolicy { [pauses] _, call in
                pauses.add(call)
                return true
            }
        )
    }

    @Test func `the depth of a queue is asked for twice, anything else three times`() async throws {
        let bed = try bed()
        let handle = Array("r1".utf8)[...]
        _ = try? await bed.queue.attributes()
        #expect(bed.requests.count == 2)
        _ = try? await bed.queue.receive(maximum: 1, waitSeconds: 20, visibilityTimeout: 30)
        #expect(bed.requests.count == 5)
        _ = try? await bed.queue.delete([handle])
        #expect(bed.requests.count == 8)
        _ = try? await bed.queue.changeVisibility(of: [handle], toSeconds: 0)
        #expect(bed.requests.count == 11)
        _ = try? await bed.client.queue(named: try QueueName("events"))
        #expect(bed.requests.count == 14)
    }

    @Test func `only a receive is a long poll`() async throws {
        let bed = try bed()
        _ = try? await bed.queue.receive(maximum: 1, waitSeconds: 20, visibilityTimeout: 30)
        _ = try? await bed.queue.delete([Array("r1".utf8)[...]])
        _ = try? await bed.queue.attributes()
        #expect(pauses.longPolls == ["ReceiveMessage", "ReceiveMessage"])
    }

    private final class Pauses: Sendable {
        private let calls = Mutex<[Call]>([])
        var longPolls: [String] { calls.withLock { $0.filter(\.isLongPoll).map(\.operation) } }

        func add(_ call: Call) {
            calls.withLock { $0.append(call) }
        }
    }
}
