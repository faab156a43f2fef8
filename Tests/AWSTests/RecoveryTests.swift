import AWS
import Curl
import Support
import Testing

/// What a client does about a refusal by itself: correct its clock, or take other credentials, once each.
@Suite struct RecoveryTests {
    /// 2015-08-30T12:36:00Z.
    private static let now = Timestamp(secondsSince1970: 1_440_938_160)
    private static let accepted = Result<Response, CurlError>.answer(200, [], "{}")
    private let call = Call(operation: "ReceiveMessage", body: [], timeout: .seconds(5))

    @Test(arguments: [
        ("RequestTimeTooSkewed", "Sun, 30 Aug 2015 12:56:00 GMT", 1200),
        ("RequestExpired", "Sun, 30 Aug 2015 12:16:00 GMT", -1200),
        ("com.amazon.coral.service#RequestInTheFuture", "Sun, 30 Aug 2015 12:35:50 GMT", -10),
        ("com.amazon.coral.service#InvalidSignatureException", "Sun, 30 Aug 2015 12:40:00 GMT", 240),
        ("SignatureDoesNotMatch", "Sun, 30 Aug 2015 12:30:00 GMT", -360),
        ("AuthFailure", "Mon, 31 Aug 2015 12:36:00 GMT", 86_400),
    ])
    func `signs once more by the service's clock when that explains the refusal`(
        code: String,
        date: String,
        offset: Int
    ) async throws {
        let transport = ScriptedTransport(Self.refusal(code, date: date), Self.accepted, Self.accepted)
        let client = client(transport)
        #expect(client.clockOffsetSeconds == 0)
        try await client.send(call) { _ in }
        try await client.send(call) { _ in }
        #expect(client.clockOffsetSeconds == offset)
        let dates = transport.requests.map { $0.headers.first { $0.name == "X-Amz-Date" }?.value }
        #expect(dates.count == 3)
        #expect(dates[0] == "20150830T123600Z")
        #expect(dates[1] != dates[0])
        #expect(dates[2] == dates[1])
    }

    @Test(arguments: [
        ("SignatureDoesNotMatch", "Sun, 30 Aug 2015 12:39:59 GMT"),
        ("SignatureDoesNotMatch", "no date"),
        ("AccessDenied", "Sun, 30 Aug 2015 13:36:00 GMT"),
    ])
    func `leaves its clock alone when that explains nothing`(code: String, date: String) async {
        let transport = ScriptedTransport(Self.refusal(code, date: date), Self.accepted)
        let client = client(transport)
        let error = await #expect(throws: ServiceError.self) { try await client.send(call) { _ in } }
        #expect(error?.class == .auth)
        #expect(client.clockOffsetSeconds == 0)
        #expect(transport.requests.count == 1)
    }

    @Test func `does not go on when the corrected clock is refused too`() async {
        let refusal = Self.refusal("RequestTimeTooSkewed", date: "Sun, 30 Aug 2015 12:56:00 GMT")
        let transport = ScriptedTransport(refusal, refusal, Self.accepted)
        let error = await #expect(throws: ServiceError.self) { try await client(transport).send(call) { _ in } }
        #expect(error?.code == "RequestTimeTooSkewed")
        #expect(transport.requests.count == 2)
    }

    @Test func `finds back when this machine's clock has been put right meanwhile`() async throws {
        let transport = ScriptedTransport(
            Self.refusal("RequestTimeTooSkewed", date: "Sun, 30 Aug 2015 12:56:00 GMT"),
            Self.accepted,
            Self.refusal("SignatureDoesNotMatch", date: "Sun, 30 Aug 2015 12:36:00 GMT"),
            Self.accepted
        )
        let client = client(transport)
        try await client.send(call) { _ in }
        try await client.send(call) { _ in }
        #expect(client.clockOffsetSeconds == 0)
    }

    @Test(arguments: [
        "ExpiredToken", "com.amazon.coral.service#ExpiredTokenException", "InvalidClientTokenId",
        "UnrecognizedClientException", "InvalidAccessKeyId",
    ])
    func `takes other credentials once when these have expired or are unknown`(code: String) async throws {
        let refusal = Self.refusal(code)
        let transport = ScriptedTransport(refusal, Self.accepted)
        try await client(transport, FixedCredentials("AKIDOLD", "AKIDNEW")).send(call) { _ in }
        #expect(transport.requests.map(Self.keyID) == ["AKIDOLD", "AKIDNEW"])

        let refusedTwice = ScriptedTransport(refusal, refusal, Self.accepted)
        let credentials = FixedCredentials("AKIDOLD", "AKIDNEW", "AKIDNEWER")
        let error = await #expect(throws: ServiceError.self) {
            try await client(refusedTwice, credentials).send(call) { _ in }
        }
        #expect(error?.class == .auth)
        #expect(refusedTwice.requests.map(Self.keyID) == ["AKIDOLD", "AKIDNEW"])
    }

    @Test func `does not send again when the source has no other credentials`() async {
        let transport = ScriptedTransport(Self.refusal("ExpiredToken"), Self.accepted)
        await #expect(throws: ServiceError.self) {
            try await client(transport, FixedCredentials("AKIDONLY")).send(call) { _ in }
        }
        #expect(transport.requests.count == 1)
    }

    @Test func `corrects its clock and takes other credentials in one call`() async throws {
        let transport = ScriptedTransport(
            Self.refusal("RequestExpired", date: "Sun, 30 Aug 2015 12:56:00 GMT"),
            Self.refusal("ExpiredToken"),
            Self.accepted
        )
        try await client(transport, FixedCredentials("AKIDOLD", "AKIDNEW")).send(call) { _ in }
        #expect(transport.requests.map(Self.keyID) == ["AKIDOLD", "AKIDOLD", "AKIDNEW"])
    }

    private func client(
        _ transport: ScriptedTransport,
        _ credentials: FixedCredentials = FixedCredentials()
    ) -> AWSClient {
        AWSClient(
            service: "sqs",
            targetPrefix: "AmazonSQS",
            endpoint: Endpoint(url: "http://localhost/", host: "localhost", signingRegion: "eu-west-1"),
            credentials: credentials,
            transport: transport,
            now: { Self.now }
        )
    }

    private static func refusal(_ code: String, date: String? = nil) -> Result<Response, CurlError> {
        .answer(400, date.map { [(name: "Date", value: $0)] } ?? [], "{\"__type\":\"\(code)\"}")
    }

    private static func keyID(of request: Request) -> String? {
        let value = request.headers.first { $0.name == "Authorization" }?.value
        return value?.split(separator: "=").dropFirst().first?.split(separator: "/").first.map(String.init)
    }
}
