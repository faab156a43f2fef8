import Events
import Ledger
import Pipeline
import Web

/// What the web face tells of the consumer.
struct ServingState: ExporterState {
    let queue: String
    let metrics: ExporterMetrics
    let ledger: any Ledger
    let health: ConsumerHealth
    let startedAtSeconds: Double

    /// Of all exporters that share the ledger.
    func summaries() async throws -> [EventSummary] {
        guard health.hasTotals else { throw StateUnavailable(reason: "starting: the ledger is not open yet") }
        do throws(LedgerError) {
            return try await ledger.sharedSummaries() ?? metrics.consumer.events.summaries()
        } catch {
            throw StateUnavailable(reason: "the ledger does not tell the sums: \(error)")
        }
    }

    func status() async -> ExporterStatus {
        let consumer = metrics.consumer.consumer.reading
        var status = ExporterStatus(version: Version.program, queue: queue, startedAtSeconds: startedAtSeconds)
        status.health = await health()
        status.readiness = await readiness()
        status.messages = ExporterStatus.Messages(consumer)
        status.receiveLoops = consumer.receiveLoops
        status.lastReceiveAtSeconds = consumer.lastReceiveSeconds
        status.queues = metrics.consumer.queues.readings.map(ExporterStatus.Queue.init)
        status.ledger = ExporterStatus.Ledger(metrics.ledger.reading)
        return status
    }

    func health() async -> HealthReport { HealthReport(problems: health.complaint.map { [$0] } ?? []) }

    func readiness() async -> HealthReport { HealthReport(problems: health.obstacle.map { [$0] } ?? []) }
}
