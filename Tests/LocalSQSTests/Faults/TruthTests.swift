import LocalSQS
import Support
import Testing

/// What the server tells those who judge a consumer.
@Suite struct TruthTests {
    @Test func `records every message it takes, and no other`() async throws {
        let server = try await LocalSQSServer.start(recordsAccepted: true, clock: { 1_601_978_525_000 })
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        let attributes =
            #"{"why":{"DataType":"String","StringValue":"ü"},"raw":{"DataType":"Binary","BinaryValue":"AQI="}}"#
        let sent = try await client.call(
            "SendMessage",
            #"{"QueueUrl":"orders","MessageBody":"a\n\"b\"","MessageAttributes":\#(attributes)}"#
        )
        try await client.call("SendMessage", #"{"QueueUrl":"elsewhere","MessageBody":"a"}"#)
        try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"\u0001"}"#)
        let message = try #require(await server.acceptedMessages().first)
        #expect(await server.acceptedMessages().count == 1)
        #expect(message.queue == "orders")
        #expect(sent.contains(#""MessageId":"\#(message.id)""#))
        #expect(message.body == "a\n\"b\"")
        #expect(message.attributes == ["why": "ü", "raw": "AQI="])
        #expect(message.sentAt == 1_601_978_525_000)
        await server.shutdown()
    }

    @Test func `records nothing unless it is asked to`() async throws {
        let server = try await LocalSQSServer.start()
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"a"}"#)
        #expect(await server.acceptedMessages().isEmpty)
        await server.shutdown()
    }

    @Test func `tells the messages of a queue, the oldest first`() async throws {
        let server = try await LocalSQSServer.start()
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        for body in ["a", "b"] {
            try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"\#(body)"}"#)
        }
        try await client.call("ReceiveMessage", #"{"QueueUrl":"orders"}"#)
        let messages = await server.messages(in: "orders")
        #expect(messages.map(\.body) == ["a", "b"])
        #expect(messages.map(\.receiveCount) == [1, 0])
        #expect(messages.map(\.isInFlight) == [true, false])
        #expect(await server.messages(in: "elsewhere").isEmpty)
        await server.shutdown()
    }

    @Test func `goes on counting when its faults are replaced`() async throws {
        let server = try await LocalSQSServer.start(faults: FaultPlan(faults: [Fault(.accessDenied)]))
        let client = try RawClient(server)
        #expect(try await client.call("ListQueues", "{}").contains("#AccessDenied"))
        await server.setFaults(FaultPlan(faults: [Fault(.throttle())]))
        #expect(try await client.call("ListQueues", "{}").contains("#Throttling"))
        await server.setFaults(.none)
        #expect(try await client.call("ListQueues", "{}") == "{}")
        #expect(await server.injectedFaults() == ["access-denied": 1, "throttle": 1])
        await server.shutdown()
    }

    @Test func `lets a long poll go that has met a fault of a plan that is replaced`() async throws {
        let plan = FaultPlan(faults: [Fault(.reset, on: .receiveMessage, phase: .after)])
        let server = try await LocalSQSServer.start(faults: plan)
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        async let answer = client.call("ReceiveMessage", #"{"QueueUrl":"orders","WaitTimeSeconds":20}"#)
        try await waitUntil("a receive waits") { await server.waitingReceives() == 1 }
        await server.setFaults(.none)
        try await RawClient(server).call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"a"}"#)
        #expect(try await answer.contains(#""Body":"a""#))
        #expect(await server.injectedFaults() == [:])
        await server.shutdown()
    }

    @Test func `hands out ten messages of a mebibyte together, and such that have one each`() async throws {
        let server = try await LocalSQSServer.start()
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        for (count, bytes) in [(10, 104_857), (2, 1_048_576)] {
            let body = String(repeating: "x", count: bytes)
            for _ in 0..<count {
                try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"\#(body)"}"#)
            }
            let receive = #"{"QueueUrl":"orders","MaxNumberOfMessages":10}"#
            let answer = try await client.call("ReceiveMessage", receive)
            let texts = answer.utf8.split(separator: UInt8(ascii: "\""))
            #expect(texts.count { $0.count == bytes } == count)
        }
        let tooLong = String(repeating: "x", count: 1_048_577)
        let refusal = try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"\#(tooLong)"}"#)
        #expect(refusal.contains("must be shorter than 1048576 bytes"))
        await server.shutdown()
    }
}
