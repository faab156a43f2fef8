package import SQS

/// The queues of one consumer, found and readable.
package struct Queues: Sendable {
    /// The main queue.
    package var source: any MessageQueue
    /// Nil when the main queue has none.
    package var deadLetter: (any MessageQueue)?
    /// The region that the main queue's URL names; nil where it names none.
    var sourceRegion: String?
    var sourceAttributes: QueueAttributes
    var deadLetterAttributes: QueueAttributes?
}

extension Queues {
    /// How long after its sending a message can come back from one of them, in seconds.
    var longestLifeSeconds: Double {
        ([sourceAttributes] + (deadLetterAttributes.map { [$0] } ?? [])).longestLifeSeconds
    }
}

extension [QueueAttributes] {
    /// How long after its sending a message can come back from one of these queues, in seconds: their longest retention
    /// and a day.
    ///
    /// Retention is counted from the sending, also in the dead-letter queue ("Setting a message retention period", SQS
    /// Developer Guide), and a change of it takes minutes to hold. Where SQS does not say, its longest is assumed.
    var longestLifeSeconds: Double {
        Double(map { $0.retentionSeconds ?? 14 * 86_400 }.max() ?? 14 * 86_400) + 86_400
    }
}
