package import Events
package import SQS

/// How the consumer treats its queue; every value has been validated.
package struct ConsumerSettings: Sendable {
    /// The main queue.
    package let queueName: QueueName
    /// Nil leaves it to the queue's redrive policy, then to `{queueName}-dlq`.
    package var deadLetterQueueName: QueueName?
    /// Whether queues that are missing are created, with the redrive policy between them.
    package var createsQueues = false
    /// 1–43,200; how long a received message stays hidden.
    package var visibilityTimeoutSeconds = 300
    /// 1–1,000; receives before SQS moves a message to the dead-letter queue.
    package var maxReceiveCount = 3
    /// 1–10.
    package var messagesPerReceive = 10
    /// 0–20; the long poll's length.
    package var waitSeconds = 20
    /// At least as many as a receive may bring; how many messages may be in hand at once.
    package var messagesInFlightMax = 1000
    /// At least 1; how many receives may wait or run at once.
    package var receiveLoopsMax = 8
    /// What becomes of messages that are no events.
    package var invalidMessagePolicy = InvalidMessagePolicy.deadLetter
    /// Where in a payload the id of its event stands; nil leaves it to SQS's message id to tell events apart.
    package var eventIDField: JSONPointer?
    /// Which series events get.
    package var events = EventSettings()
    /// At least a second; from one reading of the queues' attributes to the next.
    package var monitorInterval = Duration.seconds(15)
    /// From the signal to the end: running receives may take all of it but the last fifth (at most 3 s), which is kept
    /// for deleting.
    package var shutdownTimeout = Duration.seconds(25)

    /// Whether messages in hand are extended; false only where a test shows what that is good for.
    package var extendsVisibility = true
    /// Whether deletions that fail are tried again; false only where a test shows what that is good for.
    package var retriesDeletions = true

    /// The dead-letter queue where nothing else names one: `{queueName}-dlq`, as users of the reference system know it.
    ///
    /// Nil where that would be longer than a queue's name may be.
    package var defaultDeadLetterQueueName: QueueName? { try? QueueName("\(queueName.text)-dlq") }

    /// The defaults, for a main queue.
    package init(queueName: QueueName) {
        self.queueName = queueName
    }
}
