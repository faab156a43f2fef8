import LocalSQS
import Support
import Testing

/// What a client meets that sends, deletes and changes visibilities.
@Suite struct EntryFaultTests {
    static let operations = [OperationName.sendMessageBatch, .deleteMessageBatch, .changeMessageVisibilityBatch]

    @Test(arguments: operations, Fault.Phase.allCases)
    func `fails an entry by whoever's fault it is told, done or not`(
        operation: OperationName,
        phase: Fault.Phase
    ) async throws {
        for (senderFault, code) in [(true, "InvalidParameterValue"), (false, "InternalError")] {
            let fault = Fault(.failEntry(senderFault: senderFault), on: operation, phase: phase, skip: 1, times: 1)
            try await withDeliveries(3, fault) { server, client, handles in
                let answer = try await client.call(operation.rawValue, entries(operation, handles))
                #expect(answer.firstRange(of: #""Successful":[{"Id":"0""#) != nil)
                #expect(answer.contains(#""Failed":[{"Id":"1","Code":"\#(code)""#))
                #expect(answer.contains(#""SenderFault":\#(senderFault)}]}"#))
                #expect(try await done(operation, server, client) == (phase == .after ? 3 : 2))
            }
        }
    }

    @Test func `calls a good receipt handle invalid, once for a call and once for an entry`() async throws {
        try await withDeliveries(2, Fault(.invalidHandle, times: 3)) { server, client, handles in
            let single = #"{"QueueUrl":"orders","ReceiptHandle":"\#(handles[0])","VisibilityTimeout":9}"#
            #expect(try await client.call("DeleteMessage", single).contains("#ReceiptHandleIsInvalid"))
            #expect(try await client.call("ChangeMessageVisibility", single).contains("#ReceiptHandleIsInvalid"))
            let answer = try await client.call("DeleteMessageBatch", entries(.deleteMessageBatch, handles))
            #expect(answer.contains(#""Successful":[{"Id":"1"}]"#))
            #expect(answer.contains(#""Failed":[{"Id":"0","Code":"ReceiptHandleIsInvalid""#))
            #expect(await server.counts()["orders"]?.notVisible == 1)
        }
    }

    @Test func `deletes although nobody learns of it`() async throws {
        for kind in [Fault.Kind.reset, .answer(status: 500, .html), .cut, .truncated, .empty] {
            try await withDeliveries(1, Fault(kind, on: .deleteMessageBatch, phase: .after)) {
                server,
                client,
                handles in
                _ = await client.exchange("DeleteMessageBatch", entries(.deleteMessageBatch, handles))
                #expect(await server.counts()["orders"] == QueueCounts(visible: 0, notVisible: 0, delayed: 0))
            }
        }
    }

    @Test func `accepts although nobody learns of it`() async throws {
        let faults = FaultPlan(faults: [Fault(.reset, on: .sendMessage, phase: .after)])
        let server = try await LocalSQSServer.start(faults: faults, recordsAccepted: true)
        try await RawClient(server).call("CreateQueue", #"{"QueueName":"orders"}"#)
        _ = try await RawClient(server).exchange("SendMessage", #"{"QueueUrl":"orders","MessageBody":"a\"b"}"#)
        #expect(await server.acceptedMessages().map(\.body) == [#"a"b"#])
        await server.shutdown()
    }

    @Test func `tells a wrong MD5 of what it hands out and of what it takes`() async throws {
        let md5 = "0cc175b9c0f1b6a831c399e269772661"
        let server = try await LocalSQSServer.start(faults: FaultPlan(faults: [Fault(.wrongMD5)]))
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        let sent = try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"a"}"#)
        let received = try await client.call("ReceiveMessage", #"{"QueueUrl":"orders"}"#)
        #expect(sent.contains("MD5OfMessageBody") && !sent.contains(md5))
        #expect(received.contains(#""Body":"a""#) && !received.contains(md5))
        #expect(await server.messages(in: "orders").map(\.spoiledDeliveries) == [1])
        await server.shutdown()
    }

    /// A server whose queue `orders` has handed out so many messages; the body gets their handles.
    private func withDeliveries(
        _ count: Int,
        _ fault: Fault,
        _ body: (LocalSQSServer, RawClient, [String]) async throws -> Void
    ) async throws {
        let server = try await LocalSQSServer.start()
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        for _ in 0..<count { try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"a"}"#) }
        let answer = try await client.call("ReceiveMessage", #"{"QueueUrl":"orders","MaxNumberOfMessages":10}"#)
        await server.setFaults(FaultPlan(faults: [fault]))
        try await body(server, client, answer.matches(of: /"ReceiptHandle":"([^"]+)"/).map { String($0.1) })
        await server.shutdown()
    }

    private func entries(_ operation: OperationName, _ handles: [String]) -> String {
        let entries = handles.enumerated().map { index, handle in
            operation == .sendMessageBatch
                ? #"{"Id":"\#(index)","MessageBody":"new"}"#
                : #"{"Id":"\#(index)","ReceiptHandle":"\#(handle)","VisibilityTimeout":0}"#
        }
        return #"{"QueueUrl":"orders","Entries":[\#(entries.joined(separator: ","))]}"#
    }

    /// How many of three entries took effect.
    private func done(_ operation: OperationName, _ server: LocalSQSServer, _ client: RawClient) async throws -> Int {
        let counts = try #require(await server.counts()["orders"])
        return operation == .deleteMessageBatch ? 3 - counts.notVisible : counts.visible
    }
}
