import Curl
import Synchronization

/// Sends messages to a queue of a local server, ten at a time; the answers tell that all have been taken.
package final class QueueSender: Sendable {
    /// The server did not take a batch.
    package struct Refused: Error, CustomStringConvertible {
        package let answer: String

        package var description: String { "a batch was not taken: \(answer)" }
    }

    private let endpoint: String
    private let queue: String
    private let http: CurlClient
    private let count = Atomic(0)

    package init(endpoint: String, queue: String = "events") throws {
        self.endpoint = endpoint
        self.queue = queue
        http = try CurlClient()
    }

    deinit { http.shutdown() }

    /// How many messages have been taken so far.
    package var sent: Int { count.load(ordering: .sequentiallyConsistent) }

    /// Sends the messages in their order, each once, all with the same trace header if there is one.
    package func send(_ bodies: some Collection<String>, traceHeader: String? = nil) async throws {
        let trace = traceHeader.map {
            #","MessageSystemAttributes":{"AWSTraceHeader":{"DataType":"String","StringValue":\#(Self.quoted($0))}}"#
        }
        var rest = bodies[...]
        while !rest.isEmpty {
            let batch = rest.prefix(10)
            let entries = batch.enumerated().map { number, body in
                #"{"Id":"\#(number)","MessageBody":\#(Self.quoted(body))\#(trace ?? "")}"#
            }
            let answer = try await call(
                "SendMessageBatch",
                #"{"QueueUrl":"\#(queue)","Entries":[\#(entries.joined(separator: ","))]}"#
            )
            guard answer.contains(#""Failed":[]"#) else { throw Refused(answer: answer) }
            count.add(batch.count, ordering: .sequentiallyConsistent)
            rest = rest.dropFirst(batch.count)
        }
    }

    private func call(_ operation: String, _ body: String) async throws -> String {
        let request = Request(
            method: .post,
            url: endpoint + "/",
            headers: [
                ("X-Amz-Target", "AmazonSQS.\(operation)"),
                ("Authorization", "AWS4-HMAC-SHA256 Credential=test/20201006/us-east-1/sqs/aws4_request"),
            ],
            body: Array(body.utf8),
            timeout: .seconds(60),
            proxy: .none
        )
        let response = try await http.send(request)
        let answer = String(decoding: response.body, as: UTF8.self)
        guard response.status == 200 else { throw Refused(answer: answer) }
        return answer
    }

    /// A text of ASCII without control characters as a JSON string.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#) + "\""
    }
}
