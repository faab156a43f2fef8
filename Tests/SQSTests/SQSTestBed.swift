import AWS
import Curl
import SQS
import Support
import Synchronization
import Testing

/// A queue, and the client it hangs on, before a script instead of Amazon SQS.
struct SQSTestBed {
    static let url = "https://sqs.eu-west-1.amazonaws.com/123456789012/events"
    let transport: ScriptedTransport
    let client: SQSClient
    let queue: SQSQueue

    init(_ script: Result<Response, CurlError>..., retryPolicy: RetryPolicy = .none) throws {
        transport = ScriptedTransport(script)
        client = SQSClient(
            endpoint: Endpoint(url: "http://localhost:4566/", host: "localhost:4566", signingRegion: "eu-west-1"),
            credentials: FixedCredentials(),
            transport: transport,
            retryPolicy: retryPolicy
        )
        queue = SQSQueue(client: client, name: try QueueName("events"), url: Self.url)
    }

    /// The requests sent so far: operation and body.
    var requests: [String] {
        transport.requests.map { request in
            let target = request.headers.first { $0.name == "X-Amz-Target" }?.value ?? ""
            return "\(target) \(String(decoding: request.body, as: UTF8.self))"
        }
    }

    private struct FixedCredentials: CredentialSource {
        let name = "fixed"

        func credentials() async throws(CredentialError) -> Credentials {
            Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret")
        }
    }
}
