import AWS
import Curl
import Foundation
import Testing

/// The signature as it arrives over a socket, judged by botocore.
@Suite struct WireSignatureTests {
    private let service: SignedService
    private let transport: CurlClient

    init() async throws {
        service = try await SignedService(secrets: [
            Credentials.one.accessKeyID: Credentials.one.secretAccessKey,
            Credentials.two.accessKeyID: Credentials.two.secretAccessKey,
        ])
        transport = try CurlClient()
    }

    @Test(arguments: [nil, "FwoGZXIvYXdzEPT//////////wEa+DEx/==" as String?])
    func `is botocore's, with and without a session token`(token: String?) async throws {
        var credentials = Credentials.one
        credentials.sessionToken = token
        try await send("{}", by: client(credentials))
    }

    @Test(arguments: ["/", "/123456789012/events.fifo/", "/a%20b/c+d/"])
    func `is botocore's for the path of any endpoint`(path: String) async throws {
        try await send("{}", by: client(.one, path: path))
    }

    @Test func `is botocore's on a connection that is used again, whatever the body`() async throws {
        let client = client(.one)
        var connections: Set<Int> = []
        for body in ["{}", "", "{\"MessageBody\":\"grüße 日本 🎉\"}", String(repeating: "x", count: 100_000)] {
            connections.insert(try await send(body, by: client))
        }
        #expect(connections.count == 1)
    }

    @Test func `is the new key's when the credentials have changed`() async throws {
        let source = FixedCredentials([.one, Credentials(accessKeyID: "AKIDGONE", secretAccessKey: "gone"), .two])
        let client = client(source)
        try await send("{}", by: client)
        await source.discard(.one)
        try await send("{}", by: client)
        #expect(try await source.credentials() == .two)
    }

    @Test(arguments: [-3600, 3600, 86_400 * 400])
    func `is accepted though this machine's clock is off`(seconds: Int) async throws {
        let client = client(FixedCredentials([.one]), now: { Timestamp.now() + seconds })
        try await send("{}", by: client)
        #expect(abs(client.clockOffsetSeconds + seconds) <= 5)
    }

    @Test func `is refused with a wrong secret`() async throws {
        var wrong = Credentials.one
        wrong.secretAccessKey = "wrong"
        let error = await #expect(throws: ServiceError.self) { try await send("{}", by: client(wrong)) }
        #expect(error?.code == "SignatureDoesNotMatch")
    }

    private func client(_ credentials: Credentials, path: String = "/") -> AWSClient {
        client(FixedCredentials([credentials]), path: path)
    }

    private func client(
        _ source: FixedCredentials,
        path: String = "/",
        now: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) -> AWSClient {
        AWSClient(
            service: "sqs",
            targetPrefix: "AmazonSQS",
            endpoint: Endpoint(
                url: "http://127.0.0.1:\(service.port)\(path)",
                host: "127.0.0.1:\(service.port)",
                path: path,
                signingRegion: "eu-west-1"
            ),
            credentials: source,
            transport: transport,
            now: now
        )
    }

    /// Returns the number of the connection on which the service took the request.
    @discardableResult
    private func send(_ body: String, by client: AWSClient) async throws -> Int {
        let call = Call(operation: "SendMessage", body: Array(body.utf8), timeout: .seconds(10))
        let answer = try await client.send(call) { Data($0) }
        return try #require(JSONDecoder().decode([String: Int].self, from: answer)["connection"])
    }
}

extension Credentials {
    fileprivate static let one = Credentials(
        accessKeyID: "AKIDONE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    )
    fileprivate static let two = Credentials(accessKeyID: "AKIDTWO", secretAccessKey: "other")
}
