import LocalSQS
import Support
import Testing

@Suite struct LocalSQSServerTests {
    @Test func `says where it listens`() async throws {
        let server = try await LocalSQSServer.start()
        #expect(server.endpoint.wholeMatch(of: /http:\/\/127\.0\.0\.1:\d+/) != nil)
        await server.shutdown()
    }

    @Test func `says why it cannot listen`() async throws {
        let server = try await LocalSQSServer.start()
        let port = try #require(server.endpoint.split(separator: ":").last.flatMap { Int($0) })
        await #expect(throws: LocalSQSError.self) { try await LocalSQSServer.start(port: port) }
        await server.shutdown()
    }

    @Test func `counts the messages of every queue`() async throws {
        let server = try await LocalSQSServer.start()
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"a"}"#)
        try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"b","DelaySeconds":60}"#)
        #expect(await server.counts() == ["orders": QueueCounts(visible: 1, notVisible: 0, delayed: 1)])
        await server.shutdown()
    }

    @Test func `lets time pass at once`() async throws {
        let server = try await LocalSQSServer.start(clock: { 1_601_978_525_000 })
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"a","DelaySeconds":900}"#)
        #expect(try await client.call("ReceiveMessage", #"{"QueueUrl":"orders"}"#) == "{}")
        await server.advance(by: .seconds(900))
        #expect(try await client.call("ReceiveMessage", #"{"QueueUrl":"orders"}"#).contains(#""Body":"a""#))
        await server.shutdown()
    }

    @Test func `answers a long poll whose time has passed at once`() async throws {
        let server = try await LocalSQSServer.start(clock: { 1_601_978_525_000 })
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        async let answer = client.call("ReceiveMessage", #"{"QueueUrl":"orders","WaitTimeSeconds":20}"#)
        try await waitUntil("a receive waits") { await server.waitingReceives() == 1 }
        await server.advance(by: .seconds(20))
        #expect(try await answer == "{}")
        await server.shutdown()
    }

    @Test func `answers a long poll at a dead-letter queue when another long poll moves a message there`() async throws
    {
        let server = try await LocalSQSServer.start(clock: { 1_601_978_525_000 })
        let (client, atTarget, atSource) = (try RawClient(server), try RawClient(server), try RawClient(server))
        let policy = #"{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":1}"#
        try await client.call("CreateQueue", #"{"QueueName":"dead"}"#)
        try await client.call("CreateQueue", #"{"QueueName":"orders","Attributes":{"RedrivePolicy":"\#(policy)"}}"#)
        try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"a"}"#)
        try await client.call("ReceiveMessage", #"{"QueueUrl":"orders","VisibilityTimeout":5}"#)
        async let dead = atTarget.call("ReceiveMessage", #"{"QueueUrl":"dead","WaitTimeSeconds":20}"#)
        try await waitUntil("a receive waits") { await server.waitingReceives() == 1 }
        async let empty = atSource.call("ReceiveMessage", #"{"QueueUrl":"orders","WaitTimeSeconds":10}"#)
        try await waitUntil("two receives wait") { await server.waitingReceives() == 2 }
        await server.advance(by: .seconds(5))
        #expect(try await dead.contains(#""Body":"a""#))
        await server.advance(by: .seconds(5))
        #expect(try await empty == "{}")
        await server.shutdown()
    }

    @Test func `ends its long polls when it shuts down`() async throws {
        let server = try await LocalSQSServer.start()
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        async let answer = client.call("ReceiveMessage", #"{"QueueUrl":"orders","WaitTimeSeconds":20}"#)
        try await waitUntil("a receive waits") { await server.waitingReceives() == 1 }
        await server.shutdown()
        #expect(try await answer == "")
        #expect(await server.counts() == [:])
    }
}
