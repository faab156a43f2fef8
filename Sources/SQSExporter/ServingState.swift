import Events
import Pipeline
import Web

/// What the web face tells of the consumer.
struct ServingState: ExporterState {
    let events: EventMetrics
    let health: ConsumerHealth

    func summaries() async throws -> [EventSummary] { events.summaries() }

    func health() async -> HealthReport { HealthReport(problems: health.complaint.map { [$0] } ?? []) }

    func readiness() async -> HealthReport { HealthReport(problems: health.obstacle.map { [$0] } ?? []) }
}
