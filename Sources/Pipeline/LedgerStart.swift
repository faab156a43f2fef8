import AWS
import Instruments
import Ledger
import Logging
import ServiceLifecycle

/// Opens the ledger and goes on from what earlier runs counted, before anything is received.
struct LedgerStart {
    let ledger: any Ledger
    let events: EventMetrics
    let health: ConsumerHealth
    let logger: Logger

    /// Returns true when the ledger is open, false when a shutdown came first; a ledger that is away is waited for.
    ///
    /// Throws ``LedgerError/Kind/refused`` where only a person can help.
    func open() async throws(LedgerError) -> Bool {
        let outage = OutageLog(activity: "opening the ledger", logger: logger)
        var failures = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do throws(LedgerError) {
                let totals = try await ledger.open()
                outage.succeeded()
                health.ledgerWorks()
                for notice in ledger.notices { logger.warning("\(notice)") }
                try goOn(from: totals)
                health.totalsRestored()
                return true
            } catch {
                guard error.kind == .unavailable else { throw error }
                failures += 1
                health.ledgerFailed("the ledger cannot be opened: \(error)")
                outage.failed(error.asServiceError)
                await pause(for: Backoff.delay(after: error.asServiceError, failures: failures))
            }
        }
        return false
    }

    private func goOn(from totals: [EventTotals]) throws(LedgerError) {
        do throws(RestoreError) {
            try events.restore(totals)
        } catch {
            let cure = "move the ledger away to start from 0, or go back to the version that wrote it"
            throw LedgerError(.refused, "the totals in the ledger do not fit this version (\(error)): \(cure)")
        }
        guard !totals.isEmpty else { return }
        let count = totals.reduce(0) { $0 + $1.count }
        logger.notice("going on from the ledger", metadata: ["event_types": "\(totals.count)", "events": "\(count)"])
    }
}
