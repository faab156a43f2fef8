package import Events

/// What the web face shows: the program, as asked by one request.
///
/// Several requests may ask at a time; an answer should take no longer than a scraper waits, 10 s by default.
package protocol ExporterState: Sendable {
    /// The counts so far, one per type, in any order; throws ``StateUnavailable`` where they cannot be told just now.
    func summaries() async throws -> [EventSummary]

    /// Everything else in one value, told whatever the condition is.
    func status() async -> ExporterStatus

    /// Whether the program does its work; an orchestrator restarts it where it does not.
    func health() async -> HealthReport

    /// Whether the program consumes right now; the reason where it does not, as while it starts, waits or stops.
    func readiness() async -> HealthReport
}

/// Why something cannot be shown now, though it may be later: answered with 503.
package struct StateUnavailable: Error {
    /// Why, for whoever asked; holds no secret.
    package var reason: String

    /// A reason in words for whoever asked.
    package init(reason: String) {
        self.reason = reason
    }
}
