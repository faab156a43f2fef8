import AWS
import Events
import SQS
import Testing

@testable import Pipeline

@Suite struct RejectionTests {
    private let invalid = Message.delivery("1", "page_view 1")

    @Test func `an invalid message is in the dead-letter queue with its reason before it can be deleted`() async throws
    {
        let bench = try Bench()
        let settled = await bench.recorder.record([invalid]).settled
        let sent = try #require(bench.deadLetterQueue?.sent)
        #expect(settled.count == 1)
        #expect(sent.map { String(decoding: $0.body, as: UTF8.self) } == ["page_view 1"])
        let attributes = Dictionary(uniqueKeysWithValues: sent[0].attributes.map { ($0.name, $0.value) })
        #expect(attributes == ["RejectionReason": "not_json", "OriginalMessageId": "1", "OriginalQueue": "orders"])
        #expect(bench.value("sqs_consumer_messages_rejected_total", "not_json") == 1)
        #expect(bench.value("sqs_consumer_messages_dead_lettered_total") == 1)
    }

    @Test func `an invalid message that cannot be sent stays in its queue`() async throws {
        let denied = ServiceError(class: .auth, code: "AccessDenied", message: "")
        let bench = try Bench(deadLetterQueue: ScriptedQueue(name: "orders-dlq", sends: [.failure(denied)]))
        let settlement = await bench.recorder.record([invalid])
        #expect(settlement.settled.isEmpty)
        #expect(settlement.obstacle == denied)
        #expect(bench.value("sqs_consumer_messages_rejected_total", "not_json") == 0)
        #expect(await bench.recorder.record([invalid]).settled.count == 1)
        #expect(bench.value("sqs_consumer_messages_rejected_total", "not_json") == 1)
    }

    @Test func `of a batch that is sent in part only the sent messages can be deleted`() async throws {
        let failure = BatchFailure(index: 0, code: "InternalError", isSenderFault: false)
        let bench = try Bench(deadLetterQueue: ScriptedQueue(name: "orders-dlq", sends: [.success([failure])]))
        let settled = await bench.recorder.record([invalid, .delivery("2", "[]")]).settled
        #expect(settled.map { String(decoding: $0.receiptHandle, as: UTF8.self) } == ["2#1"])
    }

    @Test func `a message that the dead-letter queue refuses is no obstacle to the others`() async throws {
        let refusal = BatchFailure(index: 0, code: "InvalidParameterValue", isSenderFault: true)
        let bench = try Bench(deadLetterQueue: ScriptedQueue(name: "orders-dlq", sends: [.success([refusal])]))
        let settlement = await bench.recorder.record([invalid, .delivery("2", "[]")])
        #expect(settlement.settled.map { String(decoding: $0.receiptHandle, as: UTF8.self) } == ["2#1"])
        #expect(settlement.left.count == 1)
        #expect(settlement.obstacle == nil)
    }

    @Test func `a request that is refused for one message's sake is sent again message by message`() async throws {
        let tooLong = ServiceError(class: .other, code: "BatchRequestTooLong", message: "")
        let bench = try Bench(
            deadLetterQueue: ScriptedQueue(
                name: "orders-dlq",
                sends: [.failure(tooLong), .success([]), .failure(tooLong), .success([])]
            )
        )
        let settlement = await bench.recorder.record(["1", "2", "3"].map { .delivery($0, "[]") })
        #expect(settlement.settled.map { String(decoding: $0.receiptHandle, as: UTF8.self) } == ["1#1", "3#1"])
        #expect(settlement.left.map { String(decoding: $0.receiptHandle, as: UTF8.self) } == ["2#1"])
        #expect(settlement.obstacle == nil)
        #expect(bench.deadLetterQueue?.sendSizes == [3, 1, 1, 1])
    }

    @Test func `an invalid message that comes twice in one batch is sent once`() async throws {
        let bench = try Bench()
        let settled = await bench.recorder.record([invalid, .delivery("1", "page_view 1", receiveCount: 2)]).settled
        #expect(settled.count == 1)
        #expect(bench.deadLetterQueue?.sent.count == 1)
        #expect(await bench.recorder.record([.delivery("1", "page_view 1", receiveCount: 3)]).settled.count == 1)
    }

    @Test func `an invalid message that comes again is not sent again`() async throws {
        let bench = try Bench()
        _ = await bench.recorder.record([invalid])
        let settled = await bench.recorder.record([.delivery("1", "page_view 1", receiveCount: 2)]).settled
        #expect(settled.count == 1)
        #expect(bench.deadLetterQueue?.sent.count == 1)
        #expect(bench.value("sqs_consumer_messages_rejected_total", "not_json") == 1)
        #expect(bench.value("sqs_consumer_messages_duplicate_total") == 1)
    }

    @Test func `large invalid messages are sent in requests of at most a mebibyte`() async throws {
        let bench = try Bench()
        let body = String(repeating: "x", count: 400_000)
        let settled = await bench.recorder.record((1...5).map { .delivery("\($0)", body) }).settled
        #expect(settled.count == 5)
        #expect(bench.deadLetterQueue?.sendSizes == [2, 2, 1])
    }

    @Test(arguments: [InvalidMessagePolicy.leave, .deadLetter])
    func `without a dead-letter queue or with the policy leave an invalid message stays`(
        policy: InvalidMessagePolicy
    ) async throws {
        let bench = try Bench(deadLetterQueue: nil, policy: policy)
        #expect(await bench.recorder.record([invalid]).settled.isEmpty)
        #expect(await bench.recorder.record([.delivery("1", "page_view 1", receiveCount: 3)]).settled.isEmpty)
        #expect(bench.value("sqs_consumer_messages_rejected_total", "not_json") == 1)
        #expect(bench.value("sqs_consumer_messages_exhausted_total") == 1)
    }

    @Test func `what stayed for want of a dead-letter queue is put aside once there is one`() async throws {
        let before = try Bench(deadLetterQueue: nil)
        _ = await before.recorder.record([invalid])
        let after = try Bench(ledger: before.ledger)
        let settled = await after.recorder.record([.delivery("1", "page_view 1", receiveCount: 2)]).settled
        #expect(settled.count == 1)
        #expect(after.deadLetterQueue?.sent.count == 1)
    }

    @Test func `with the policy delete an invalid message can be deleted and is sent nowhere`() async throws {
        let bench = try Bench(policy: .delete)
        #expect(await bench.recorder.record([invalid]).settled.count == 1)
        #expect(bench.deadLetterQueue?.sent.isEmpty == true)
        #expect(bench.value("sqs_consumer_messages_rejected_total", "not_json") == 1)
        _ = await bench.recorder.record([.delivery("1", "page_view 1", receiveCount: 2)])
        #expect(bench.value("sqs_consumer_messages_rejected_total", "not_json") == 1)
        #expect(bench.value("sqs_consumer_messages_duplicate_total") == 1)
    }

    @Test func `every reason has its series at 0 from the start`() async throws {
        let bench = try Bench()
        for reason in EventError.allCases {
            #expect(bench.value("sqs_consumer_messages_rejected_total", reason.rawValue) == 0)
        }
    }
}
