package import SQS

/// The queues of one consumer, found and readable.
package struct Queues: Sendable {
    package var source: any MessageQueue
    /// Nil when the main queue has none.
    package var deadLetter: (any MessageQueue)?
    var sourceAttributes: QueueAttributes
    var deadLetterAttributes: QueueAttributes?
}
