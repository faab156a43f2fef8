/// What SQS tells of a queue; members SQS did not send are nil, members we do not know are ignored.
package struct QueueAttributes: Equatable, Sendable {
    package var arn: String?
    /// `ApproximateNumberOfMessages`.
    package var visibleMessages: Int?
    /// `ApproximateNumberOfMessagesNotVisible`.
    package var notVisibleMessages: Int?
    /// `ApproximateNumberOfMessagesDelayed`.
    package var delayedMessages: Int?
    package var visibilityTimeoutSeconds: Int?
    package var retentionSeconds: Int?
    package var maximumMessageBytes: Int?
    package var redrivePolicy: RedrivePolicy?

    package init() {}
}
