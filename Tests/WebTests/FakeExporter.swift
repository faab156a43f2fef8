import Events
import Web

/// An exporter that tells what the test says.
struct FakeExporter: ExporterState {
    var counted: @Sendable () async throws -> [EventSummary] = { [] }
    var currentStatus = ExporterStatus(version: "1.2.3", queue: "orders", startedAtSeconds: 0)
    var healthReport = HealthReport.good
    var readinessReport = HealthReport.good

    func summaries() async throws -> [EventSummary] { try await counted() }
    func status() -> ExporterStatus { currentStatus }
    func health() -> HealthReport { healthReport }
    func readiness() -> HealthReport { readinessReport }
}
