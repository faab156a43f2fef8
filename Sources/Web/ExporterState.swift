package import Events

/// What the web face shows: the program, as asked by one request.
///
/// Several requests may ask at a time; an answer should take no longer than a scraper waits, 10 s by default.
package protocol ExporterState: Sendable {
    /// The counts so far, one per type, in any order.
    func summaries() async throws -> [EventSummary]

    /// Whether the program does its work; an orchestrator restarts it where it does not.
    func health() async -> HealthReport

    /// Whether the program consumes right now; the reason where it does not, as while it starts, waits or stops.
    func readiness() async -> HealthReport
}
