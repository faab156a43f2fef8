/// A queue that is gone, and what has gone with it.
package struct DeletedQueue: Sendable {
    /// Its messages, the oldest first.
    package let messages: [QueuedMessage]
    let arn: QueueARN
    let settings: QueueSettings

    init(_ queue: Queue, messages: [QueuedMessage]) {
        self.messages = messages
        arn = queue.arn
        settings = queue.settings
    }
}
