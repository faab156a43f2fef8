import FoundationEssentials

/// What GetQueueAttributes answers.
///
///     {"Attributes":{"QueueArn":"arn:aws:sqs:eu-west-1:123456789012:events","ApproximateNumberOfMessages":"7",
///       "VisibilityTimeout":"300",
///       "RedrivePolicy":"{\"deadLetterTargetArn\":\"arn:…\",\"maxReceiveCount\":3}"}}
///
/// Every value is a string; a number, as some emulators send, is taken for its digits, and anything else for nothing.
struct GetQueueAttributesAnswer: Decodable {
    private var attributes: [String: Value]?

    var queueAttributes: QueueAttributes {
        var result = QueueAttributes()
        result.arn = text("QueueArn")
        result.visibleMessages = number("ApproximateNumberOfMessages")
        result.notVisibleMessages = number("ApproximateNumberOfMessagesNotVisible")
        result.delayedMessages = number("ApproximateNumberOfMessagesDelayed")
        result.visibilityTimeoutSeconds = number("VisibilityTimeout")
        result.retentionSeconds = number("MessageRetentionPeriod")
        result.redrivePolicy = text("RedrivePolicy").flatMap(RedrivePolicy.init(json:))
        return result
    }

    private func text(_ name: String) -> String? { attributes?[name]?.text }
    private func number(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

    private enum CodingKeys: String, CodingKey {
        case attributes = "Attributes"
    }

    private struct Value: Decodable {
        var text: String?

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            text = (try? value.decode(String.self)) ?? (try? value.decode(Int.self)).map(String.init)
        }
    }
}
