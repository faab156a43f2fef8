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
            .map { ErrorCode.bare($0.blotting(token).excerpt) }
            .first { !$0.isEmpty }
        let words = body.map { ($0.message ?? "").blotting(token) } ?? Self.page(response.body, blotting: token)
        self.init(
            class: Class(code: code ?? "", status: response.status),
            code: code ?? String(response.status),
            message: words.excerpt,
            status: response.status,
            retryAfter: response.header("x-amz-retry-after").flatMap(Int.init).map { .milliseconds(max(0, $0)) }
        )
    }

    /// The beginning of what is no JSON, far more than is shown of it.
    ///
    /// Where it is cut, so much is left out that no part of a token can be at its end: it would not be known for one.
    private static func page(_ body: [UInt8], blotting token: String?) -> String {
        let limit = 4096 + (token?.utf8.count ?? 0)
        let text = String(decoding: body.prefix(limit), as: UTF8.self).blotting(token)
        return body.count <= limit ? text : String(text.unicodeScalars.dropLast(token?.unicodeScalars.count ?? 0))
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
