import AWS
import Ledger
import Logging
import ServiceLifecycle

/// Lets event types go that had no events for a time, where that is asked for.
struct TypeExpiry: Sendable {
    let events: EventMetrics
    let ledger: any Ledger
    /// At least 1.
    let ttlSeconds: Int
    let logger: Logger
    var time = SteadyTime.real

    /// How many types the ledger is asked to forget at once.
    private static let batch = 1000

    /// Looks for idle types ten times in the time they have, at least once a minute, until shutdown or cancellation.
    func run() async {
        let interval = max(1, min(ttlSeconds / 10, 60))
        let outage = OutageLog(activity: "forgetting event types without events", logger: logger)
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            await pause(for: .seconds(interval))
            do throws(LedgerError) {
                try await expire(interval: interval)
                outage.succeeded()
            } catch {
                outage.failed(error.asServiceError)
            }
        }
    }

    /// Looks once.
    ///
    /// What an event came at is known as of the look before, so a type may stay for an interval longer, and never goes
    /// early.
    func expire(interval: Int) async throws(LedgerError) {
        let now = Int(time.now().components.seconds)
        let idle = events.takeIdle(at: now, forSeconds: ttlSeconds + interval)
        var forgotten: [String] = []
        // At once, also where the ledger fails half-way: what stays has to be moved together, whatever goes.
        defer { if !forgotten.isEmpty { events.drop(forgotten) } }
        for start in stride(from: 0, to: idle.count, by: Self.batch) {
            let types = Array(idle[start..<min(start + Self.batch, idle.count)])
            try await ledger.forget(types)
            forgotten += types
        }
        guard !idle.isEmpty else { return }
        logger.notice("event types without events have lost their series", metadata: ["event_types": "\(idle.count)"])
    }
}
