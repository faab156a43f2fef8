package import Instruments
import SQS

/// What SQS says of the main queue and its dead-letter queue.
package struct QueueMetrics: Sendable {
    let messages: Family<ByQueueState, Gauge>
    let up: Family<ByQueue, Gauge>
    let lastSuccess: Family<ByQueue, Gauge>
    private let retention: Family<ByQueue, Gauge>
    private let visibilityTimeout: Family<ByQueue, Gauge>
    private let maxReceives: Family<ByQueue, Gauge>
    let nonemptySince: Family<ByQueue, Gauge>
    let found = FoundQueues()

    /// Registers the families; the series of a queue appear when the queue is found.
    ///
    /// That the main queue can be read is false until it is, and so is said from the start.
    package init(queue: String, registry: Registry) throws(RegistrationError) {
        messages = try registry.gauges(
            "sqs_queue_messages",
            help: "Messages in the queue by what they wait for; SQS's counts are approximate and up to a minute late.",
            by: ByQueueState.self
        )
        up = try registry.gauges(
            "sqs_queue_attributes_up",
            help: "Whether the last reading of the queue's attributes succeeded (1) or not (0).",
            by: ByQueue.self
        )
        lastSuccess = try registry.gauges(
            "sqs_queue_attributes_last_success_timestamp_seconds",
            help: "When the queue's attributes were last read; they are read on a timer, not at each scrape.",
            by: ByQueue.self
        )
        retention = try registry.gauges(
            "sqs_queue_retention_seconds",
            help: "How long the queue keeps a message, from its first sending.",
            by: ByQueue.self
        )
        visibilityTimeout = try registry.gauges(
            "sqs_queue_visibility_timeout_seconds",
            help: "The queue's own visibility timeout.",
            by: ByQueue.self
        )
        maxReceives = try registry.gauges(
            "sqs_queue_max_receives",
            help: "Receives after which the queue's redrive policy moves a message to the dead-letter queue.",
            by: ByQueue.self
        )
        nonemptySince = try registry.gauges(
            "sqs_queue_dead_letter_nonempty_since_timestamp_seconds",
            help: "Since when the dead-letter queue has been seen with messages; 0 while it is empty.",
            by: ByQueue.self
        )
        _ = up[ByQueue(queue: queue)]
    }

    /// Makes the series of a queue that has been found, at 0 until its attributes are read.
    func expect(queue: String, role: ByQueueState.Role) {
        for state in ByQueueState.State.allCases {
            _ = messages[ByQueueState(queue: queue, role: role, state: state)]
        }
        _ = up[ByQueue(queue: queue)]
        _ = lastSuccess[ByQueue(queue: queue)]
        if role == .deadLetter { _ = nonemptySince[ByQueue(queue: queue)] }
        found.add(queue, role: role)
    }

    func succeeded(queue: String, role: ByQueueState.Role, attributes: QueueAttributes, now: Double) {
        let labels = ByQueue(queue: queue)
        set(.visible, attributes.visibleMessages, queue: queue, role: role)
        set(.notVisible, attributes.notVisibleMessages, queue: queue, role: role)
        set(.delayed, attributes.delayedMessages, queue: queue, role: role)
        if let seconds = attributes.retentionSeconds { retention[labels].set(Double(seconds)) }
        if let seconds = attributes.visibilityTimeoutSeconds { visibilityTimeout[labels].set(Double(seconds)) }
        if let policy = attributes.redrivePolicy { maxReceives[labels].set(Double(policy.maxReceiveCount)) }
        if role == .deadLetter, let isEmpty = attributes.isEmpty { noteContents(isEmpty, queue: queue, now: now) }
        up[labels].set(1)
        lastSuccess[labels].set(now)
    }

    /// The last values stay; their age is in the timestamp.
    func failed(queue: String) {
        up[ByQueue(queue: queue)].set(0)
    }

    private func set(_ state: ByQueueState.State, _ count: Int?, queue: String, role: ByQueueState.Role) {
        guard let count else { return }
        messages[ByQueueState(queue: queue, role: role, state: state)].set(Double(count))
    }

    private func noteContents(_ isEmpty: Bool, queue: String, now: Double) {
        let since = nonemptySince[ByQueue(queue: queue)]
        if isEmpty { since.set(0) } else if since.value == 0 { since.set(now) }
    }
}

extension QueueAttributes {
    /// Someone who looks at a queue hides its messages, so those not visible belong to its contents too.
    ///
    /// Nil when SQS told no number.
    fileprivate var isEmpty: Bool? {
        let counts = [visibleMessages, notVisibleMessages, delayedMessages].compactMap(\.self)
        return counts.isEmpty ? nil : counts.allSatisfy { $0 == 0 }
    }
}
