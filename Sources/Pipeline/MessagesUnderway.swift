import Ledger
import Synchronization

/// The messages that loops are sending to the dead-letter queue right now, so that two loops never send the same one.
final class MessagesUnderway: Sendable {
    private let keys = Mutex<Set<MessageKey>>([])

    /// Claims a message; false when it is claimed already.
    func begin(_ key: MessageKey) -> Bool {
        keys.withLock { $0.insert(key).inserted }
    }

    /// Gives up claims.
    func end(_ ended: [MessageKey]) {
        keys.withLock { $0.subtract(ended) }
    }
}
