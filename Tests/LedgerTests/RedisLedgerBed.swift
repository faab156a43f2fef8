import Events
import Instruments
import Ledger
import Redis
import Support

/// A Redis of its own, ledgers on it, and a clock that stands still until it is told to go on.
struct RedisLedgerBed: Sendable {
    let server: RedisServer
    let clock = LedgerClock()
    let buckets: Buckets

    init(server: RedisServer? = nil, buckets: [Double] = [0, 1, 10, 100]) async throws {
        if let server { self.server = server } else { self.server = try await RedisServer.start() }
        self.buckets = try Buckets(buckets)
    }

    /// A ledger that is not open yet.
    func ledger(
        _ replica: String,
        windowSeconds: Double = 3600,
        url: String? = nil,
        registry: Registry = Registry()
    ) throws -> RedisLedger {
        RedisLedger(
            url: try RedisURL(url ?? server.url),
            caFile: server.tls?.authority,
            queue: "events",
            replica: replica,
            windowSeconds: windowSeconds,
            buckets: buckets,
            metrics: try LedgerMetrics(registry: registry)
        ) { [clock] in clock.now }
    }

    func opened(
        _ replica: String,
        windowSeconds: Double = 3600,
        url: String? = nil,
        registry: Registry = Registry()
    ) async throws -> RedisLedger {
        let ledger = try ledger(replica, windowSeconds: windowSeconds, url: url, registry: registry)
        _ = try await ledger.open()
        return ledger
    }

    func key(_ number: Int) -> MessageKey { MessageKey(messageID: Array("\(number)".utf8)[...]) }

    func event(_ number: Int) -> Event {
        Event(type: "page_view", value: Double(number), occurredAtSeconds: Double(number.magnitude))
    }

    func entry(_ number: Int, sentMilliseconds: Int64? = nil) -> LedgerEntry {
        LedgerEntry(key: key(number), sentMilliseconds: sentMilliseconds, outcome: .counted(event(number)))
    }
}
