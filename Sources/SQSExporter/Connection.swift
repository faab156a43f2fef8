import AWS
import Curl
import Pipeline
import SQS

/// The way to SQS: an HTTP client and what speaks through it.
struct Connection {
    let http: CurlClient
    let sqs: SQSClient

    /// Starts the HTTP client; ``close()`` ends it.
    init(
        _ configuration: ConnectionConfiguration,
        observer: (any CallObserver)? = nil,
        retryPolicy: RetryPolicy = .receivingUntilShutdown
    ) throws(CurlError) {
        http = try CurlClient(configuration.http)
        sqs = SQSClient(
            endpoint: configuration.endpoint,
            credentials: configuration.credentials,
            transport: configuration.usesProxy ? http : DirectTransport(transport: http),
            observer: observer,
            retryPolicy: retryPolicy
        )
    }

    /// Ends the HTTP client's thread.
    func close() {
        http.shutdown()
    }
}
