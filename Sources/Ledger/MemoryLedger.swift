import Synchronization

/// A ledger that lasts as long as the process.
///
/// A message counts once while the process runs, also within a batch and across receive loops. A crash forgets counts
/// and keys together, as an ordinary exporter forgets its counters: what was deleted is gone from the totals, and what
/// was counted but not yet deleted is counted again, into totals that started at zero.
package final class MemoryLedger: Ledger {
    private let keys: Mutex<RememberedKeys>
    private let now: @Sendable () -> Double

    /// Makes an empty ledger.
    ///
    /// - Parameters:
    ///   - windowSeconds: how long the key of a deleted message is remembered at least.
    ///   - now: the wall clock, seconds since 1970.
    package init(windowSeconds: Double = 3600, now: @escaping @Sendable () -> Double) {
        self.now = now
        keys = Mutex(RememberedKeys(windowSeconds: windowSeconds, now: now()))
    }

    /// How many messages are remembered.
    package var rememberedMessages: Int { keys.withLock { $0.count } }

    /// Records each entry whose key is new, and tells which were; it never throws.
    package func record(_ entries: [LedgerEntry]) async throws(LedgerError) -> [Verdict] {
        let now = now()
        return keys.withLock { keys in
            entries.map { entry in
                let sentSeconds = entry.sentMilliseconds.map { Double($0) / 1000 }
                return keys.insert(entry.key, sentSeconds: sentSeconds, now: now) ? .recorded : .duplicate
            }
        }
    }

    /// Whether a message is remembered; it never throws.
    package func contains(_ key: MessageKey) async throws(LedgerError) -> Bool {
        keys.withLock { $0.contains(key) }
    }

    /// Lets the keys go after one to two windows instead of 15 days.
    package func confirmDeleted(_ deleted: [MessageKey]) async {
        let now = now()
        keys.withLock { keys in
            for key in deleted { keys.confirmDeleted(key, now: now) }
        }
    }
}
