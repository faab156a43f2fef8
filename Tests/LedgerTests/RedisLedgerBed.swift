import Events
import Instruments
import Ledger
import Redis
import Support
import Synchronization

/// A Redis of its own, ledgers on it, and a clock that stands still until it is told to go on.
struct RedisLedgerBed: Sendable {
    final class Clock: Sendable {
        private let seconds = Mutex(1_000_000.0)
        var now: Double { seconds.withLock { $0 } }
        func advance(by step: Double) { seconds.withLock { $0 += step } }
    }

    let server: RedisServer
    let clock = Clock()
    let registry = Registry()
    let buckets: Buckets

    init(server: RedisServer? = nil, buckets: [Double] = [0, 1, 10, 100]) async throws {
        if let server { self.server = server } else { self.server = try await RedisServer.start() }
        self.buckets = try Buckets(buckets)
    }

    /// A ledger that is not open yet.
    func ledger(_ replica: String, windowSeconds: Double = 3600, url: String? = nil) throws -> RedisLedger {
        RedisLedger(
            url: try RedisURL(url ?? "redis://127.0.0.1:\(server.port)"),
            queue: "events",
            replica: replica,
            windowSeconds: windowSeconds,
            buckets: buckets,
            metrics: try LedgerMetrics(registry: Registry())
        ) { [clock] in clock.now }
    }

    func opened(_ replica: String, windowSeconds: Double = 3600, url: String? = nil) async throws -> RedisLedger {
        let ledger = try ledger(replica, windowSeconds: windowSeconds, url: url)
        _ = try await ledger.open()
        return ledger
    }

    func key(_ number: Int) -> MessageKey { MessageKey(messageID: Array("\(number)".utf8)[...]) }

    func event(_ number: Int) -> Event {
        Event(type: "page_view", value: Double(number), occurredAtSeconds: Double(number.magnitude))
    }

    func entry(_ number: Int) -> LedgerEntry {
        LedgerEntry(key: key(number), sentMilliseconds: nil, outcome: .counted(event(number)))
    }
}
