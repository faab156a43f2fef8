import LocalSQS
import Support
import Testing

/// Faults of the server as a whole.
@Suite struct OutageTests {
    @Test func `refuses connections, resets those that stand, and listens again at the same port`() async throws {
        let server = try await LocalSQSServer.start()
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        async let end = client.exchange("ReceiveMessage", #"{"QueueUrl":"orders","WaitTimeSeconds":20}"#)
        try await waitUntil("a receive waits") { await server.waitingReceives() == 1 }
        await server.stopListening()
        #expect(await end.ending == .reset)
        #expect(throws: RawConnection.Refused.self) { try RawClient(server) }
        #expect(await server.waitingReceives() == 0)
        #expect(await server.injectedFaults() == ["outage": 1])
        try await server.listenAgain()
        #expect(try await RawClient(server).call("GetQueueUrl", #"{"QueueName":"orders"}"#).contains("/orders"))
        await server.shutdown()
    }

    @Test func `is away when its plan says so`() async throws {
        let plan = FaultPlan(outages: [Outage(afterSeconds: 0, forSeconds: 0.3)])
        let server = try await LocalSQSServer.start(faults: plan)
        try await waitUntil("the outage has begun") { await server.injectedFaults() == ["outage": 1] }
        try await waitUntil("the outage is over") { (try? RawClient(server)) != nil }
        await server.shutdown()
    }

    @Test func `forgets the outages of a plan that is replaced`() async throws {
        let server = try await LocalSQSServer.start(
            faults: FaultPlan(outages: [Outage(afterSeconds: 0.2, forSeconds: 60)])
        )
        await server.setFaults(.none)
        try await Task.sleep(for: .milliseconds(400))
        #expect(await server.injectedFaults() == [:])
        #expect(throws: Never.self) { try RawClient(server) }
        await server.shutdown()
    }

    @Test func `shuts down while it is away`() async throws {
        let server = try await LocalSQSServer.start()
        await server.stopListening()
        await server.shutdown()
        try await server.listenAgain()
        #expect(throws: RawConnection.Refused.self) { try RawClient(server) }
    }

    @Test func `deletes a queue under a long poll and makes it anew, empty and with its attributes`() async throws {
        let server = try await LocalSQSServer.start()
        let (client, waiter) = (try RawClient(server), try RawClient(server))
        try await client.call("CreateQueue", #"{"QueueName":"orders","Attributes":{"VisibilityTimeout":"77"}}"#)
        let message = #"{"QueueUrl":"orders","MessageBody":"a","DelaySeconds":900}"#
        try await client.call("SendMessage", message)
        async let poll = waiter.call("ReceiveMessage", #"{"QueueUrl":"orders","WaitTimeSeconds":20}"#)
        try await waitUntil("a receive waits") { await server.waitingReceives() == 1 }
        let queue = try #require(await server.deleteQueue(named: "orders"))
        #expect(queue.messages.map(\.body) == ["a"])
        #expect(try await poll.contains("#QueueDoesNotExist"))
        #expect(try await client.call("SendMessage", message).contains("#QueueDoesNotExist"))
        #expect(await server.deleteQueue(named: "orders") == nil)
        await server.recreate(queue)
        let attributes = #"{"QueueUrl":"orders","AttributeNames":["VisibilityTimeout"]}"#
        #expect(try await client.call("GetQueueAttributes", attributes).contains(#""VisibilityTimeout":"77""#))
        #expect(await server.counts() == ["orders": QueueCounts(visible: 0, notVisible: 0, delayed: 0)])
        await server.shutdown()
    }

    @Test(arguments: [-900, 900])
    func `tells another time in Date and of messages`(seconds: Int) async throws {
        let server = try await LocalSQSServer.start(clock: { 1_601_978_525_000 })
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        await server.setFaults(FaultPlan(clockSkew: ClockSkew(seconds: seconds)))
        let date = seconds > 0 ? "Tue, 06 Oct 2020 10:17:05 GMT" : "Tue, 06 Oct 2020 09:47:05 GMT"
        #expect(await client.answer("ListQueues", "{}").contains("Date: \(date)\r\n"))
        try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"a"}"#)
        let receive = #"{"QueueUrl":"orders","MessageSystemAttributeNames":["SentTimestamp"]}"#
        let time = 1_601_978_525_000 + seconds * 1000
        #expect(try await client.call("ReceiveMessage", receive).contains(#""SentTimestamp":"\#(time)""#))
        await server.shutdown()
    }

    @Test(arguments: [
        (ClockSkew.Refusal.invalidSignature, "#InvalidSignatureException"),
        (.requestTimeTooSkewed, "#RequestTimeTooSkewed"),
    ])
    func `refuses who is more than five minutes away`(refusal: ClockSkew.Refusal, type: String) async throws {
        let plan = FaultPlan(clockSkew: ClockSkew(seconds: 600, refusal: refusal))
        let server = try await LocalSQSServer.start(faults: plan, clock: { 1_601_978_525_000 })
        let client = try RawClient(server)
        for (date, isRefused) in [
            ("20201006T100205Z", true), ("20201006T100704Z", true), ("20201006T100705Z", false),
            ("20201006T101205Z", false), ("20201006T101705Z", false), ("20201006T101706Z", true),
        ] {
            let answer = await client.answer("ListQueues", "{}", headers: "X-Amz-Date: \(date)\r\n")
            #expect(answer.contains(type) == isRefused, "\(date)")
        }
        #expect(await server.injectedFaults() == ["clock-skew": 3])
        await server.shutdown()
    }
}
