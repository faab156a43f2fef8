import AWS
import Curl
import Support
import Synchronization
import Testing

@Suite struct AWSClientTests {
    private static let now = Timestamp(secondsSince1970: 1_440_938_160)
    private let call = Call(operation: "GetQueueUrl", body: Array("{}".utf8), timeout: .seconds(7))

    @Test func `sends AWS JSON 1.0 to the endpoint's path`() async throws {
        let transport = ScriptedTransport(.answer(200, [], "{\"a\":1}"))
        let client = client(transport, token: "token")
        let answer = try await client.send(call) { String(decoding: $0, as: UTF8.self) }
        #expect(answer == "{\"a\":1}")

        let request = try #require(transport.requests.first)
        #expect(request.method == .post)
        #expect(request.url == "http://localhost:4566/prefix/")
        #expect(request.body == call.body)
        #expect(request.timeout == .seconds(7))
        #expect(request.proxy == .environment)
        #expect(request.maximumBodyBytes == 1 << 20)
        #expect(
            request.headers.dropLast().map { "\($0.name): \($0.value)" } == [
                "Content-Type: application/x-amz-json-1.0",
                "X-Amz-Target: AmazonSQS.GetQueueUrl",
                "X-Amz-Date: 20150830T123600Z",
                "X-Amz-Security-Token: token",
            ]
        )
        let authorization = try #require(request.headers.last)
        #expect(authorization.name == "Authorization")
        #expect(
            authorization.value.hasPrefix(
                """
                AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/sqs/aws4_request, \
                SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=
                """
            )
        )
    }

    @Test func `reports every exchange once, with its error`() async throws {
        let observer = Observer()
        let transport = ScriptedTransport(
            .answer(200, [], "{}"),
            .answer(503, [], "busy"),
            .failure(CurlError(kind: .transient, code: 28, message: "timed out")),
            .answer(200, [], "{")
        )
        let client = client(transport, observer: observer)
        for _ in 1...3 { _ = try? await client.send(call) { _ in } }
        _ = try? await client.send(call) { _ throws(ServiceError) in throw ServiceError.malformedAnswer("cut short") }
        #expect(
            observer.seen == ["GetQueueUrl nil", "GetQueueUrl 503", "GetQueueUrl 28", "GetQueueUrl MalformedAnswer"]
        )
    }

    @Test func `sends nothing without credentials`() async {
        let transport = ScriptedTransport()
        let client = AWSClient(
            service: "sqs",
            targetPrefix: "AmazonSQS",
            endpoint: Endpoint(url: "http://localhost/", host: "localhost", signingRegion: "eu-west-1"),
            credentials: EnvironmentCredentials(environment: ["AWS_ACCESS_KEY_ID": "AKIDEXAMPLE"]),
            transport: transport
        )
        let error = await #expect(throws: ServiceError.self) { try await client.send(call) { _ in } }
        #expect(error?.class == .auth)
        #expect(error?.message == "AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not: set both")
        #expect(transport.requests.isEmpty)
    }

    @Test(arguments: [
        (CurlError.Kind.transient, ServiceError.Class.network), (.configuration, .configuration),
        (.cancelled, .cancelled),
    ])
    func `keeps libcurl's words when no answer comes`(kind: CurlError.Kind, expected: ServiceError.Class) async {
        let transport = ScriptedTransport(.failure(CurlError(kind: kind, code: 7, message: "Could not connect")))
        let error = await #expect(throws: ServiceError.self) { try await client(transport).send(call) { _ in } }
        #expect(error == ServiceError(class: expected, code: "7", message: "Could not connect"))
        #expect(transport.requests.count == 1)
    }

    private func client(
        _ transport: ScriptedTransport,
        token: String? = nil,
        observer: Observer? = nil
    ) -> AWSClient {
        AWSClient(
            service: "sqs",
            targetPrefix: "AmazonSQS",
            endpoint: Endpoint(
                url: "http://localhost:4566/prefix/",
                host: "localhost:4566",
                path: "/prefix/",
                signingRegion: "eu-west-1"
            ),
            credentials: FixedCredentials(sessionToken: token),
            transport: transport,
            observer: observer,
            retryPolicy: .none,
            now: { Self.now }
        )
    }

    private final class Observer: CallObserver {
        private let state = Mutex<[String]>([])
        var seen: [String] { state.withLock { $0 } }

        func callEnded(operation: String, duration: Duration, error: ServiceError?) {
            state.withLock { $0.append("\(operation) \(error?.code ?? "nil")") }
        }
    }
}
