/// Where a message goes after it was received too often: `{"deadLetterTargetArn":"arn:…","maxReceiveCount":3}`.
package struct RedrivePolicy: Equatable, Sendable {
    /// The ARN of the dead-letter queue.
    package var deadLetterTargetARN: String
    /// A message moves when it would be received once more than this.
    package var maxReceiveCount: Int

    /// A policy as SQS takes it, with `maxReceiveCount` from 1 to 1,000.
    package init(deadLetterTargetARN: String, maxReceiveCount: Int) {
        self.deadLetterTargetARN = deadLetterTargetARN
        self.maxReceiveCount = maxReceiveCount
    }
}
