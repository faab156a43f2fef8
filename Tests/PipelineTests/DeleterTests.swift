import AWS
import Ledger
import SQS
import Testing

@testable import Pipeline

@Suite struct DeleterTests {
    private func deliveries(_ count: Int) -> [Delivery] {
        (0..<count).map { number in
            let id = Array("\(number)".utf8)[...]
            return Delivery(key: MessageKey(messageID: id), receiptHandle: id)
        }
    }

    @Test func `what is confirmed is counted as deleted`() async throws {
        let bench = try Bench()
        _ = await bench.deleter.delete(deliveries(3))
        #expect(bench.queue.deleted == ["0", "1", "2"])
        #expect(bench.value("sqs_consumer_messages_deleted_total") == 3)
    }

    @Test func `a key of which a message may be left is not confirmed`() async throws {
        let ledger = HeldLedger()
        let bench = try Bench(ledger: ledger)
        var deliveries = deliveries(3)
        deliveries[1].isLastOfKey = false
        _ = await bench.deleter.delete(deliveries)
        #expect(ledger.confirmed == [deliveries[0].key, deliveries[2].key])
        #expect(bench.value("sqs_consumer_messages_deleted_total") == 3)
    }

    @Test func `an entry that failed through no fault of ours is deleted in a second attempt`() async throws {
        let failure = BatchFailure(index: 1, code: "InternalError", isSenderFault: false)
        let bench = try Bench(queue: ScriptedQueue(deletes: [.success([failure])]))
        _ = await bench.deleter.delete(deliveries(3))
        #expect(bench.queue.deleted == ["0", "2", "1"])
        #expect(bench.value("sqs_consumer_messages_deleted_total") == 3)
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 0)
    }

    @Test func `a lost lease is counted and not tried again`() async throws {
        let failure = BatchFailure(index: 0, code: "ReceiptHandleIsInvalid", isSenderFault: true)
        let bench = try Bench(queue: ScriptedQueue(deletes: [.success([failure])]))
        _ = await bench.deleter.delete(deliveries(2))
        #expect(bench.queue.deleted == ["1"])
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 1)
    }

    @Test func `a call that fails is made again`() async throws {
        let down = ServiceError(class: .server, code: "503", message: "")
        let bench = try Bench(queue: ScriptedQueue(deletes: [.failure(down)]))
        _ = await bench.deleter.delete(deliveries(2))
        #expect(bench.queue.deleted == ["0", "1"])
    }

    @Test func `what cannot be deleted is given up and counted`() async throws {
        let down = ServiceError(class: .server, code: "503", message: "")
        let bench = try Bench(queue: ScriptedQueue(deletes: [.failure(down), .failure(down), .failure(down)]))
        _ = await bench.deleter.delete(deliveries(2))
        #expect(bench.queue.deleted.isEmpty)
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 2)
    }

    @Test func `what a cancelled deletion did not finish is handed back and is no failure`() async throws {
        let cancelled = ServiceError(class: .cancelled, code: "cancelled", message: "")
        let bench = try Bench(queue: ScriptedQueue(deletes: [.failure(cancelled)]))
        let deliveries = deliveries(2)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await bench.deleter.delete(deliveries)
        }
        task.cancel()
        #expect(await task.value.map(\.key) == deliveries.map(\.key))
        #expect(bench.value("sqs_consumer_messages_delete_failures_total") == 0)
    }

    @Test func `more than a batch is deleted in batches at the end`() async throws {
        let bench = try Bench()
        await bench.deleter.deleteLast(deliveries(25))
        #expect(bench.queue.deleted.count == 25)
    }

    @Test func `what was counted is deleted even when the loop's task was cancelled`() async throws {
        let bench = try Bench()
        let deliveries = deliveries(1)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            await bench.deleter.deleteLast(deliveries)
        }
        task.cancel()
        await task.value
        #expect(bench.queue.deleted == ["0"])
    }
}
