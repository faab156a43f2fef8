import Curl
import FoundationEssentials

extension ServiceError {
    /// Reads the refusal out of an answer whose status is not 2xx.
    ///
    ///     HTTP/1.1 400
    ///     x-amzn-query-error: AWS.SimpleQueueService.NonExistentQueue;Sender
    ///
    ///     {"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}
    ///
    /// The code is that of `__type`, else of `x-amzn-errortype`, else of `x-amzn-query-error`, else the status; a body
    /// that is not such JSON (a load balancer's page) becomes the message. `token` is blotted out wherever it appears:
    /// services quote the request they could not verify.
    init(refusal response: Response, blotting token: String?) {
        let body = try? JSONDecoder().decode(Body.self, from: Data(response.body))
        let candidates = [
            body?.type,
            response.header("x-amzn-errortype"),
            response.header("x-amzn-query-error")?.split(separator: ";").first.map(String.init),
        ]
        let code = candidates.lazy.compactMap { $0 }
            .map { ErrorCode.bare(Self.excerpt(of: $0, blotting: token)) }
            .first { !$0.isEmpty }
        let words = body.map { $0.message ?? "" } ?? String(decoding: response.body.prefix(4096), as: UTF8.self)
        self.init(
            class: Class(code: code ?? "", status: response.status),
            code: code ?? String(response.status),
            message: Self.excerpt(of: words, blotting: token),
            status: response.status,
            retryAfter: response.header("x-amz-retry-after").flatMap(Int.init).map { .milliseconds(max(0, $0)) }
        )
    }

    /// The first 200 characters on one line, fit for a log.
    ///
    /// Characters are Unicode's scalars here: a mark that follows the token would make another `Character` of its last
    /// letter, and hide it; and one `Character` may have any number of marks.
    private static func excerpt(of words: String, blotting token: String?) -> String {
        let clean = token.map { words.unicodeScalars.replacing($0.unicodeScalars, with: "…".unicodeScalars) }
        let line = (clean ?? words.unicodeScalars)
            .split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
            .map { String($0) }
            .joined(separator: " ")
        return line.unicodeScalars.count <= 200 ? line : "\(String(line.unicodeScalars.prefix(200)))…"
    }

    private struct Body: Decodable {
        var type: String?
        var message: String?

        private enum Key: String, CodingKey {
            case type = "__type"
            case message
            case capitalMessage = "Message"
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Key.self)
            type = try? members.decode(String.self, forKey: .type)
            message =
                (try? members.decode(String.self, forKey: .message))
                ?? (try? members.decode(String.self, forKey: .capitalMessage))
        }
    }
}
