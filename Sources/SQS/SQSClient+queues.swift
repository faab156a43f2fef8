package import AWS
import JSON

extension SQSClient {
    /// Finds a queue of this account and region by its name (GetQueueUrl) and binds it.
    ///
    /// Throws a ``ServiceError`` of class `missingQueue` when there is none, or none that may be seen.
    package func queue(named name: QueueName) async throws(ServiceError) -> SQSQueue {
        var input = JSONWriter()
        input.beginObject()
        input.key("QueueName")
        input.string(name.text)
        input.endObject()
        let answer = try await send("GetQueueUrl", input, answer: QueueURL.self)
        return SQSQueue(client: self, name: name, url: answer.url)
    }

    /// Creates a queue (CreateQueue), or finds it when there is one with these very attributes.
    ///
    /// `attributes` have SQS's names and are strings, `VisibilityTimeout` as `"300"` and ``RedrivePolicy/json`` too.
    package func createQueue(
        named name: QueueName,
        attributes: [String: String] = [:]
    ) async throws(ServiceError) -> SQSQueue {
        var input = JSONWriter()
        input.beginObject()
        input.key("QueueName")
        input.string(name.text)
        if !attributes.isEmpty { input.attributes(attributes) }
        input.endObject()
        let answer = try await send("CreateQueue", input, answer: QueueURL.self)
        return SQSQueue(client: self, name: name, url: answer.url)
    }

    /// The URLs of all queues whose name begins with `prefix`, page after page (ListQueues).
    package func queueURLs(prefix: String = "") async throws(ServiceError) -> [String] {
        var urls: [String] = []
        var token: String?
        repeat {
            var input = JSONWriter()
            input.beginObject()
            if !prefix.isEmpty {
                input.key("QueueNamePrefix")
                input.string(prefix)
            }
            // Without it, SQS answers one page and no token.
            input.key("MaxResults")
            input.integer(1000)
            if let token {
                input.key("NextToken")
                input.string(token)
            }
            input.endObject()
            let page = try await send("ListQueues", input, answer: QueueList.self)
            urls += page.urls ?? []
            token = page.nextToken
        } while token != nil
        return urls
    }
}

/// `{"QueueUrl":"https://sqs.eu-west-1.amazonaws.com/123456789012/events"}`.
private struct QueueURL: Decodable {
    var url: String

    private enum CodingKeys: String, CodingKey {
        case url = "QueueUrl"
    }
}

/// `{"QueueUrls":["https://…"],"NextToken":"…"}`; without queues, `{}`.
private struct QueueList: Decodable {
    var urls: [String]?
    var nextToken: String?

    private enum CodingKeys: String, CodingKey {
        case urls = "QueueUrls"
        case nextToken = "NextToken"
    }
}
