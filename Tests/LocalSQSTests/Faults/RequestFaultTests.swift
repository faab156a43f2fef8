import LocalSQS
import Support
import Testing

/// What a client meets on the wire.
@Suite struct RequestFaultTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let kind: Fault.Kind
        let head: String
        let body: String
        var header = ""

        init(_ kind: Fault.Kind, _ head: String, header: String = "", body: String) {
            self.kind = kind
            self.head = head
            self.body = body
            self.header = header
        }

        var testDescription: String { kind.name.rawValue }
    }

    static let refusals = [
        Case(
            .answer(status: 503, .html),
            "503 Service Unavailable",
            header: "Content-Type: text/html\r\n",
            body: "<h1>503 Service Unavailable</h1>"
        ),
        Case(.answer(status: 500, .html), "500 Internal Server Error", body: "<html>"),
        Case(
            .answer(status: 500, .error("InternalFailure")),
            "500 ",
            header: "x-amzn-query-error: InternalFailure;Receiver",
            body: #"{"__type":"com.amazon.coral.service#InternalFailure","#
        ),
        Case(
            .answer(status: 503, .html, retryAfterMilliseconds: 700),
            "503 ",
            header: "x-amz-retry-after: 700\r\n",
            body: ""
        ),
        Case(.throttle(), "400 ", header: "x-amzn-query-error: Throttling;Sender", body: "#ThrottlingException\""),
        Case(
            .throttle(status: 403, retryAfterMilliseconds: 1500),
            "403 ",
            header: "x-amz-retry-after: 1500\r\n",
            body: "com.amazonaws.sqs#RequestThrottled\""
        ),
        Case(.accessDenied, "403 ", body: "#AccessDeniedException\""),
        Case(
            .expiredToken,
            "403 ",
            header: "x-amzn-query-error: ExpiredToken;Sender",
            body: "#ExpiredTokenException\""
        ),
        Case(.kms(), "400 ", header: "x-amzn-query-error: KMS.AccessDeniedException;", body: "#KmsAccessDenied\""),
        Case(.kms(code: "KmsThrottled"), "400 ", body: "#KmsThrottled\""),
        Case(
            .missingQueue,
            "400 ",
            header: "x-amzn-query-error: AWS.SimpleQueueService.NonExistentQueue;Sender",
            body: "com.amazonaws.sqs#QueueDoesNotExist\""
        ),
        Case(.overLimit, "403 ", body: "com.amazonaws.sqs#OverLimit\""),
        Case(.empty, "200 OK", header: "Content-Length: 0\r\n", body: ""),
    ]

    @Test(arguments: refusals, Fault.Phase.allCases)
    func `is answered otherwise, whether the receive happened or not`(refusal: Case, phase: Fault.Phase) async throws {
        try await withMessage(Fault(refusal.kind, on: .receiveMessage, phase: phase)) { server, client in
            let answer = await client.answer("ReceiveMessage", receive)
            #expect(answer.hasPrefix("HTTP/1.1 \(refusal.head)"))
            #expect(answer.contains(refusal.header))
            #expect(answer.contains(refusal.body))
            #expect(!answer.contains("ReceiptHandle"))
            try await expect(server, isDelivered: phase == .after, spoiled: phase == .after, refusal.kind)
        }
    }

    @Test(arguments: Fault.Phase.allCases)
    func `is reset before the first byte`(phase: Fault.Phase) async throws {
        try await withMessage(Fault(.reset, on: .receiveMessage, phase: phase)) { server, client in
            let (text, ending) = await client.exchange("ReceiveMessage", receive)
            #expect(text == "")
            #expect(ending == .reset)
            try await expect(server, isDelivered: phase == .after, spoiled: phase == .after, .reset)
        }
    }

    @Test func `is reset in the middle of the body`() async throws {
        try await withMessage(Fault(.cut, on: .receiveMessage)) { server, client in
            let (text, ending) = await client.exchange("ReceiveMessage", receive)
            #expect(ending == .reset)
            let length = try #require(text.firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) })
            let body = try #require(text.firstRange(of: "\r\n\r\n")).upperBound
            #expect(text[body...].utf8.count == length / 2)
            try await expect(server, isDelivered: true, spoiled: true, .cut)
        }
    }

    @Test func `gets half the JSON as if it were whole`() async throws {
        try await withMessage(Fault(.truncated, on: .receiveMessage)) { server, client in
            let (text, ending) = await client.exchange("ReceiveMessage", receive)
            #expect(ending == .closed)
            let length = try #require(text.firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) })
            let body = try text[#require(text.firstRange(of: "\r\n\r\n")).upperBound...]
            #expect(body.utf8.count == length)
            #expect(body.hasPrefix(#"{"Messages":[{"MessageId":"#) && !body.hasSuffix("}"))
            try await expect(server, isDelivered: true, spoiled: true, .truncated)
        }
    }

    @Test func `gets the whole answer slowly, and the next one as well`() async throws {
        let fault = Fault(.slow(bytes: 100, everyMilliseconds: 5), on: .receiveMessage)
        try await withMessage(fault) { server, client in
            let clock = ContinuousClock()
            let start = clock.now
            let answer = try await client.call("ReceiveMessage", receive)
            #expect(answer.contains(#""Body":"a""#))
            // Some 600 bytes make six parts and five pauses.
            #expect(clock.now - start >= .milliseconds(20))
            #expect(try await client.call("ReceiveMessage", receive) == "{}")
            #expect(await server.injectedFaults() == ["slow": 2])
            #expect(await server.spoiledDeliveries().isEmpty)
        }
    }

    @Test(arguments: Fault.Phase.allCases)
    func `is kept waiting, and served if it waits`(phase: Fault.Phase) async throws {
        try await withMessage(Fault(.hold(seconds: 0.1), on: .receiveMessage, phase: phase)) { server, client in
            let clock = ContinuousClock()
            let start = clock.now
            #expect(try await client.call("ReceiveMessage", receive).contains(#""Body":"a""#))
            #expect(clock.now - start >= .milliseconds(90))
            try await expect(server, isDelivered: true, spoiled: false, .hold(seconds: 0.1))
        }
    }

    @Test(arguments: [(Fault.Phase.before, 0), (.after, 1)])
    func `loses what it did not wait for`(phase: Fault.Phase, spoiled: Int) async throws {
        for kind in [Fault.Kind.hold(seconds: 60), .slow(bytes: 1, everyMilliseconds: 60_000)] {
            guard kind.name == .hold || phase == .after else { continue }
            try await withMessage(Fault(kind, on: .receiveMessage, phase: phase)) { server, client in
                await client.send("ReceiveMessage", receive)
                try await waitUntil("the fault has happened") { await server.injectedFaults().count == 1 }
                client.close()
                try await waitUntil("the server knows") {
                    await server.spoiledDeliveries().values.reduce(0, +) == spoiled
                }
                #expect(await server.counts()["orders"]?.notVisible == spoiled)
            }
        }
    }

    @Test func `meets its fault also when it has waited for a message`() async throws {
        let server = try await LocalSQSServer.start(
            faults: FaultPlan(faults: [Fault(.reset, on: .receiveMessage, phase: .after)])
        )
        let (waiter, sender) = (try RawClient(server), try RawClient(server))
        try await sender.call("CreateQueue", #"{"QueueName":"orders"}"#)
        async let end = waiter.exchange("ReceiveMessage", #"{"QueueUrl":"orders","WaitTimeSeconds":20}"#)
        try await waitUntil("a receive waits") { await server.waitingReceives() == 1 }
        try await sender.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"a"}"#)
        #expect(await end.ending == .reset)
        #expect(await server.spoiledDeliveries().values.map(\.self) == [1])
        await server.shutdown()
    }

    private let receive = #"{"QueueUrl":"orders"}"#

    /// A server whose queue `orders` holds one message.
    private func withMessage(_ fault: Fault, _ body: (LocalSQSServer, RawClient) async throws -> Void) async throws {
        let server = try await LocalSQSServer.start(faults: FaultPlan(faults: [fault]))
        let client = try RawClient(server)
        try await client.call("CreateQueue", #"{"QueueName":"orders"}"#)
        try await client.call("SendMessage", #"{"QueueUrl":"orders","MessageBody":"a"}"#)
        try await body(server, client)
        await server.shutdown()
    }

    private func expect(
        _ server: LocalSQSServer,
        isDelivered: Bool,
        spoiled: Bool,
        _ kind: Fault.Kind
    ) async throws {
        let message = try #require(await server.messages(in: "orders").first)
        #expect(message.receiveCount == (isDelivered ? 1 : 0))
        #expect(message.isInFlight == isDelivered)
        #expect(message.spoiledDeliveries == (spoiled ? 1 : 0))
        #expect(await server.injectedFaults() == [kind.name.rawValue: 1])
    }
}
