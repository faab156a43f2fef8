import JSON
import Testing

@testable import LocalSQS

@Suite struct OperationsTests {
    private var store = Store(receipts: ReceiptHandles(key: 1))

    @Test mutating func `refuse an unknown operation and name one that AWS has`() {
        #expect(throws: SQSError.unknownOperation("AmazonSQS.MakeCoffee")) { try perform("MakeCoffee", "{}") }
        #expect(throws: SQSError.unsupportedOperation("TagQueue")) { try perform("TagQueue", "{}") }
    }

    @Test(arguments: ["", "[]", "{", "{}x", #"{"QueueName":7}"#, #"{"QueueName":"a",}"#])
    mutating func `refuse what is not their JSON`(body: String) {
        #expect(throws: SQSError.unreadable) { try perform("GetQueueUrl", body) }
    }

    @Test mutating func `tell a receive that finds nothing until when it may wait`() throws {
        try perform("CreateQueue", #"{"QueueName":"orders"}"#)
        let receive = #"{"QueueUrl":"orders","WaitTimeSeconds":20}"#
        #expect(try outcome("ReceiveMessage", receive, now: 1000) == .waits(place: 0, until: 21_000))
        #expect(try outcome("ReceiveMessage", receive, arrivedAt: 1000, now: 21_000) == .answered)
        #expect(try outcome("ReceiveMessage", #"{"QueueUrl":"orders"}"#, now: 1000) == .answered)
    }

    @Test mutating func `write what a consumer reads`() throws {
        try perform("CreateQueue", #"{"QueueName":"orders"}"#)
        try perform("SendMessage", #"{"QueueUrl":"orders","MessageBody":"a\"b"}"#)
        let answer = try perform(
            "ReceiveMessage",
            #"{"QueueUrl":"orders","MessageSystemAttributeNames":["SentTimestamp","ApproximateReceiveCount"]}"#
        )
        let expected =
            #/
            "Messages":\[\{"MessageId":"[0-9a-f-]{36}","MD5OfBody":"[0-9a-f]{32}","Body":"a\\"b",
            "ReceiptHandle":"[A-Za-z0-9+\/]{300}",
            "Attributes":\{"SentTimestamp":"1000","ApproximateReceiveCount":"1"\}\}\]
            /#
        #expect(answer.wholeMatch(of: expected) != nil, "\(answer)")
    }

    @discardableResult
    private mutating func perform(_ operation: String, _ body: String) throws -> String {
        var answer = JSONWriter()
        _ = try outcome(operation, body, now: 1000, writing: &answer)
        return String(decoding: answer.bytes, as: UTF8.self)
    }

    private mutating func outcome(
        _ operation: String,
        _ body: String,
        arrivedAt: Milliseconds? = nil,
        now: Milliseconds
    ) throws -> Outcome {
        var answer = JSONWriter()
        return try outcome(operation, body, arrivedAt: arrivedAt, now: now, writing: &answer)
    }

    private mutating func outcome(
        _ operation: String,
        _ body: String,
        arrivedAt: Milliseconds? = nil,
        now: Milliseconds,
        writing answer: inout JSONWriter
    ) throws -> Outcome {
        let caller = Caller(host: "localhost", authorization: "", arrivedAt: arrivedAt ?? now, now: now)
        return try Operations.read("AmazonSQS.\(operation)", body: Array(body.utf8))
            .perform(on: &store, for: caller, writing: &answer)
    }
}
