/// How many messages a queue holds, exact where SQS says approximate.
package struct QueueCounts: Equatable, Sendable {
    /// `ApproximateNumberOfMessages`.
    package var visible: Int
    /// `ApproximateNumberOfMessagesNotVisible`.
    package var notVisible: Int
    /// `ApproximateNumberOfMessagesDelayed`.
    package var delayed: Int

    /// Counts in which every message is in one of the three.
    package init(visible: Int, notVisible: Int, delayed: Int) {
        self.visible = visible
        self.notVisible = notVisible
        self.delayed = delayed
    }
}
