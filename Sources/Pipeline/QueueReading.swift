import Instruments
import Synchronization

/// What SQS last said of one queue.
package struct QueueReading: Sendable, Equatable {
    /// Messages by what they wait for.
    package struct Depth: Sendable, Equatable {
        /// For a receive.
        package let visible: Int
        /// For whoever has received them.
        package let notVisible: Int
        /// For the end of their delay.
        package let delayed: Int
    }

    /// The queue's name.
    package let queue: String
    /// Whether it is the dead-letter queue of the other.
    package let isDeadLetter: Bool
    /// Nil before the first reading.
    package let depth: Depth?
    /// Whether the last reading succeeded.
    package let isUp: Bool
    /// When the queue was last read, in seconds since 1970; nil before the first reading.
    package let readSeconds: Double?
    /// Since when the dead-letter queue has been seen with messages; nil while it is empty, and for the main queue.
    package let nonemptySinceSeconds: Double?
}

extension QueueMetrics {
    /// The queues that have been found, the main queue first.
    package var readings: [QueueReading] {
        found.queues.map { name, role in
            let labels = ByQueue(queue: name)
            let readSeconds = lastSuccess[labels].value
            let isDeadLetter = role == .deadLetter
            let nonemptySince = isDeadLetter ? nonemptySince[labels].value : 0
            return QueueReading(
                queue: name,
                isDeadLetter: isDeadLetter,
                depth: readSeconds == 0 ? nil : depth(queue: name, role: role),
                isUp: up[labels].value == 1,
                readSeconds: readSeconds == 0 ? nil : readSeconds,
                nonemptySinceSeconds: nonemptySince == 0 ? nil : nonemptySince
            )
        }
    }

    private func depth(queue: String, role: ByQueueState.Role) -> QueueReading.Depth {
        func count(_ state: ByQueueState.State) -> Int {
            Int(messages[ByQueueState(queue: queue, role: role, state: state)].value)
        }
        return QueueReading.Depth(visible: count(.visible), notVisible: count(.notVisible), delayed: count(.delayed))
    }
}

/// The queues that metrics are kept of, in the order in which they were found.
final class FoundQueues: Sendable {
    private let list = Mutex<[(name: String, role: ByQueueState.Role)]>([])

    var queues: [(name: String, role: ByQueueState.Role)] { list.withLock { $0 } }

    func add(_ name: String, role: ByQueueState.Role) {
        list.withLock { $0.append((name, role)) }
    }
}
