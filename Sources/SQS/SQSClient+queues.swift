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
}

/// `{"QueueUrl":"https://sqs.eu-west-1.amazonaws.com/123456789012/events"}`.
private struct QueueURL: Decodable {
    var url: String

    private enum CodingKeys: String, CodingKey {
        case url = "QueueUrl"
    }
}
