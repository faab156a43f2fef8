package import Events
import Synchronization

/// A ledger that lasts as long as the process.
///
/// A message counts once while the process runs, also within a batch and across receive loops. A crash forgets counts
/// and keys together, as an ordinary exporter forgets its counters: what was deleted is gone from the totals, and what
/// was counted but not yet deleted is counted again, into totals that started at zero.
package final class MemoryLedger: Ledger {
    private let keys: Mutex<RememberedKeys>
    private let metrics: LedgerMetrics
    private let now: @Sendable () -> Double
    private let monotonic: @Sendable () -> ContinuousClock.Instant

    /// Makes an empty ledger.
    ///
    /// - Parameters:
    ///   - windowSeconds: how long the key of a deleted message is remembered at least.
    ///   - now: the wall clock, seconds since 1970.
    package convenience init(
        windowSeconds: Double = 3600,
        metrics: LedgerMetrics,
        now: @escaping @Sendable () -> Double
    ) {
        self.init(windowSeconds: windowSeconds, metrics: metrics, now: now, monotonic: { .now })
    }

    init(
        windowSeconds: Double,
        metrics: LedgerMetrics,
        now: @escaping @Sendable () -> Double,
        monotonic: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        self.metrics = metrics
        self.now = now
        self.monotonic = monotonic
        keys = Mutex(RememberedKeys(KeyLifetimes(windowSeconds: windowSeconds), now: now()))
    }

    private var moment: Moment { Moment(wall: now(), monotonic: monotonic()) }

    /// That nothing outlives the process.
    package var notices: [String] {
        ["counts are kept in memory and end with the process: LEDGER_URL=sqlite:PATH keeps them"]
    }

    /// Nothing outlived the last run; it never throws.
    package func open() async throws(LedgerError) -> [EventTotals] { [] }

    /// Records each entry whose key is new, and tells which were; it never throws.
    package func record(_ entries: [LedgerEntry]) async throws(LedgerError) -> [Verdict] {
        let (start, moment) = (ContinuousClock.now, moment)
        let now = moment.wall
        let (verdicts, count) = keys.withLock { keys in
            keys.advance(to: moment)
            for entry in entries { keys.fetch(entry.key) }
            let verdicts: [Verdict] = entries.map { entry in
                let expires = keys.lifetimes.expiry(sentSeconds: entry.sentSeconds, recordedAt: now)
                return keys.insert(entry.key, expires: expires) ? .recorded : .duplicate
            }
            return (verdicts, keys.count)
        }
        metrics.committed(durationSeconds: (.now - start) / .seconds(1), at: now, remembered: count)
        return verdicts
    }

    /// Nothing is ever late.
    package func takeLateRecords() async -> [LedgerEntry] { [] }

    /// Whether a message is remembered; it never throws.
    package func contains(_ key: MessageKey) async throws(LedgerError) -> Bool {
        keys.withLock { $0.contains(key) }
    }

    /// Lets the keys go after one to one and a half windows.
    package func confirmDeleted(_ deleted: [MessageKey]) async {
        let moment = moment
        keys.withLock { keys in
            keys.advance(to: moment)
            for key in deleted { _ = keys.confirmDeleted(key, now: moment.wall) }
        }
    }

    /// There are no totals here; it never throws.
    package func forget(_ types: [String]) async throws(LedgerError) {}

    /// Memory always takes a commit; it never throws.
    package func probe() async throws(LedgerError) {}

    /// Remembers messages whose deletion is not confirmed until so long after they were sent; applies to those to come.
    package func keepUnconfirmed(forSeconds seconds: Double) async {
        keys.withLock { $0.lifetimes.unconfirmedSeconds = seconds }
    }

    /// Nobody else has a part in it; it never throws.
    package func sharedSummaries() async throws(LedgerError) -> [EventSummary]? { nil }

    /// There is nothing to close.
    package func close() async {}
}
