/// What SQS tells of a queue; members SQS did not send are nil, members we do not know are ignored.
package struct QueueAttributes: Equatable, Sendable {
    /// `QueueArn`: `arn:aws:sqs:eu-west-1:000000000000:orders`.
    package var arn: String?
    /// `ApproximateNumberOfMessages`.
    package var visibleMessages: Int?
    /// `ApproximateNumberOfMessagesNotVisible`.
    package var notVisibleMessages: Int?
    /// `ApproximateNumberOfMessagesDelayed`.
    package var delayedMessages: Int?
    /// `VisibilityTimeout`.
    package var visibilityTimeoutSeconds: Int?
    /// `MessageRetentionPeriod`.
    package var retentionSeconds: Int?
    /// `RedrivePolicy`; nil also where the queue has no dead-letter queue.
    package var redrivePolicy: RedrivePolicy?

    /// Attributes of which nothing is known yet.
    package init() {}
}
