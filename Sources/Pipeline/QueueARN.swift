import SQS

/// What of a queue's ARN finds the queue: `arn:aws:sqs:eu-west-1:123456789012:name`.
struct QueueARN: Equatable {
    var name: QueueName

    /// Takes an ARN apart; nil when it is none of a queue.
    init?(_ arn: String) {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "sqs" else { return nil }
        guard let name = try? QueueName(String(parts[5])) else { return nil }
        self.name = name
    }
}
