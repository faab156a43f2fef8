import Instruments
import Ledger
import Redis

extension LedgerConfiguration {
    /// Makes the ledger of one queue; nothing is opened yet.
    func makeLedger(queue: String, buckets: Buckets, metrics: LedgerMetrics) -> any Ledger {
        switch store {
        case .memory:
            return MemoryLedger(windowSeconds: windowSeconds, metrics: metrics, now: WallClock.now)
        case .sqlite(let path):
            return SQLiteLedger(
                path: path,
                queue: queue,
                windowSeconds: windowSeconds,
                buckets: buckets,
                metrics: metrics,
                now: WallClock.now
            )
        case .redis(let url, let caFile):
            return RedisLedger(
                url: url,
                caFile: caFile,
                queue: queue,
                replica: replicaID,
                windowSeconds: windowSeconds,
                buckets: buckets,
                metrics: metrics,
                now: WallClock.now
            )
        }
    }
}
