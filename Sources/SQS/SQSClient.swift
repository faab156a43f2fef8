package import AWS
package import Curl
import FoundationEssentials
import JSON

/// Amazon SQS by its JSON protocol, API version 2012-11-05.
///
/// Every request goes to the endpoint, never to the host of a QueueUrl: SQS tells a queue by the QueueUrl in the body,
/// which is sent back as it was received. The operations on messages are ``SQSQueue``'s.
package struct SQSClient: Sendable {
    private let aws: AWSClient

    /// Makes a client; nothing is sent before the first operation.
    ///
    /// - Parameters:
    ///   - credentials: asked before every request.
    ///   - observer: told of every exchange; an operation that was sent again, or signed anew, is several.
    ///   - retryPolicy: how often an operation is sent that fails in passing.
    ///   - now: this machine's clock, which signatures are dated by.
    package init(
        endpoint: Endpoint,
        credentials: any CredentialSource,
        transport: any Transport,
        observer: (any CallObserver)? = nil,
        retryPolicy: RetryPolicy = .standard,
        now: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) {
        aws = AWSClient(
            service: "sqs",
            targetPrefix: "AmazonSQS",
            endpoint: endpoint,
            credentials: credentials,
            transport: transport,
            observer: observer,
            retryPolicy: retryPolicy,
            now: now
        )
    }

    /// Sends an operation's input and returns what `decode` makes of the answer's bytes.
    func send<Output: Sendable>(
        _ operation: String,
        _ input: JSONWriter,
        timeout: Duration = .seconds(10),
        maximumAnswerBytes: Int = 1 << 20,
        isLongPoll: Bool = false,
        decode: (consuming [UInt8]) throws(AnswerError) -> Output
    ) async throws(ServiceError) -> Output {
        let call = Call(
            operation: operation,
            body: input.bytes,
            timeout: timeout,
            maximumAnswerBytes: maximumAnswerBytes,
            isLongPoll: isLongPoll
        )
        return try await aws.send(call) { bytes throws(ServiceError) in
            do throws(AnswerError) {
                return try decode(bytes)
            } catch {
                throw .malformedAnswer("\(operation) answered \(error)")
            }
        }
    }

    /// Sends an operation's input and decodes the answer as its type says; an empty answer is `{}`.
    func send<Answer: Decodable & Sendable>(
        _ operation: String,
        _ input: JSONWriter,
        timeout: Duration = .seconds(10),
        attempts: Int = 3,
        answer: Answer.Type
    ) async throws(ServiceError) -> Answer {
        let call = Call(operation: operation, body: input.bytes, timeout: timeout, attempts: attempts)
        return try await aws.send(call) { bytes throws(ServiceError) in
            do {
                return try JSONDecoder().decode(Answer.self, from: bytes.isEmpty ? Data("{}".utf8) : Data(bytes))
            } catch {
                throw .malformedAnswer("\(operation) answered something else than its output")
            }
        }
    }
}
