import Events
import Ledger
import Pipeline
import Web

/// What the web face tells of the consumer.
struct ServingState: ExporterState {
    let events: EventMetrics
    let ledger: any Ledger
    let health: ConsumerHealth

    /// Of all exporters that share the ledger.
    func summaries() async throws -> [EventSummary] {
        guard health.hasTotals else { throw StateUnavailable(reason: "starting: the ledger is not open yet") }
        do throws(LedgerError) {
            return try await ledger.sharedSummaries() ?? events.summaries()
        } catch {
            throw StateUnavailable(reason: "the ledger does not tell the sums: \(error)")
        }
    }

    func health() async -> HealthReport { HealthReport(problems: health.complaint.map { [$0] } ?? []) }

    func readiness() async -> HealthReport { HealthReport(problems: health.obstacle.map { [$0] } ?? []) }
}
