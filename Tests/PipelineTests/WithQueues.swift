import AWS
import Curl
import LocalSQS
import SQS

/// Runs `body` with a client of a queue server of its own.
func withQueues(_ body: (SQSClient, Endpoint) async throws -> Void) async throws {
    let server = try await LocalSQSServer.start()
    let environment = [
        "AWS_ENDPOINT_URL": server.endpoint, "AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "id",
        "AWS_SECRET_ACCESS_KEY": "secret",
    ]
    let endpoint = try Endpoint.resolve(service: "sqs", environment: environment)
    let http = try CurlClient()
    let sqs = SQSClient(
        endpoint: endpoint,
        credentials: EnvironmentCredentials(environment: environment),
        transport: http
    )
    do {
        try await body(sqs, endpoint)
    } catch {
        http.shutdown()
        await server.shutdown()
        throw error
    }
    http.shutdown()
    await server.shutdown()
}
