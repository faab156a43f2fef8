/// Where a message goes after it was received too often: `{"deadLetterTargetArn":"arn:…","maxReceiveCount":3}`.
package struct RedrivePolicy: Equatable, Sendable {
    package var deadLetterTargetARN: String
    /// A message moves when it would be received once more than this.
    package var maxReceiveCount: Int

    package init(deadLetterTargetARN: String, maxReceiveCount: Int) {
        self.deadLetterTargetARN = deadLetterTargetARN
        self.maxReceiveCount = maxReceiveCount
    }
}
