import AWS
import Ledger
import SQS
import Testing

@testable import Pipeline

@Suite struct DeleterTests {
    @Test func `what is confirmed is counted as deleted`() async throws {
        let bench = try Bench()
        #expect(await bench.deleter.delete(.deliveries(3)).unfinished.isEmpty)
        #expect(bench.queue.deleted == ["0", "1", "2"])
        #expect(bench.value("sqs_consumer_messages_deleted_total") == 3)
    }

    @Test func `a key of which a message may be left is not confirmed`() async throws {
        let ledger = HeldLedger()
        let bench = try Bench(ledger: ledger)
        var deliveries = [Delivery].deliveries(3)
        deliveries[1].isLastOfKey = false
        _ = await bench.deleter.delete(deliveries)
        #expect(ledger.confirmed == [deliveries[0].key, deliveries[2].key])
        #expect(bench.value("sqs_consumer_messages_deleted_total") == 3)
    }

    @Test func `of a batch that fails in part, what SQS is at fault with is unfinished, and the rest is done`()
        async throws
    {
        let failures = [
            BatchFailure(index: 0, code: "ReceiptHandleIsInvalid", isSenderFault: true),
            BatchFailure(index: 2, code: "InternalError", isSenderFault: false),
        ]
        let bench = try Bench(queue: ScriptedQueue(deletes: [.success(failures)]))
        let outcome = await bench.deleter.delete(.deliveries(3))
        #expect(outcome.unfinished == [2])
        #expect(outcome.refusal == nil)
        #expect(bench.queue.deleted == ["1"])
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 1)
    }

    private static let unsupported = ServiceError(class: .other, code: "UnsupportedOperation", message: "")

    @Test(arguments: [.down, .denied, unsupported])
    func `of a call that is refused nothing is done`(refusal: ServiceError) async throws {
        let bench = try Bench(queue: ScriptedQueue(deletes: [.failure(refusal)]))
        let outcome = await bench.deleter.delete(.deliveries(2))
        #expect(outcome.unfinished == [0, 1])
        #expect(outcome.refusal == refusal)
        #expect(bench.queue.deleteCalls == 1)
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 0)
    }

    @Test func `a call that is refused for one lost lease is made again for each`() async throws {
        let refusal = ServiceError(class: .other, code: "ReceiptHandleIsInvalid", message: "")
        let bench = try Bench(
            queue: ScriptedQueue(deletes: [.failure(refusal), .success([]), .failure(refusal), .failure(.down)])
        )
        let outcome = await bench.deleter.delete(.deliveries(4))
        #expect(bench.queue.deleted == ["0", "3"])
        #expect(outcome.unfinished == [2])
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 1)
    }
}

extension [Delivery] {
    /// So many, with their numbers for receipt handles.
    static func deliveries(_ count: Int) -> [Delivery] {
        (0..<count).map { number in
            let id = [UInt8]("\(number)".utf8)[...]
            return Delivery(key: MessageKey(messageID: id), receiptHandle: id)
        }
    }
}
