package import Instruments

/// How a ledger fares: the `sqs_ledger_*` metrics.
package struct LedgerMetrics: Sendable {
    /// From a tenth of a millisecond, which a good disk takes to sync, to where something is wrong.
    static let durationBuckets: [Double] = [
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    let commits: Counter
    let commitDuration: Histogram
    let errors: Counter
    let rememberedMessages: Gauge
    let sizeBytes: Gauge
    let lastSuccess: Gauge

    /// Registers the families, which have no labels, at 0.
    package init(registry: Registry) throws(RegistrationError) {
        commits = try registry.counter(
            "sqs_ledger_commits_total",
            help: "Commits to the ledger; one may hold the messages of many receives."
        )
        commitDuration = try registry.histogram(
            "sqs_ledger_commit_duration_seconds",
            help: "From the start of a commit to its being durable.",
            buckets: Self.durationBuckets
        )
        errors = try registry.counter(
            "sqs_ledger_errors_total",
            help: "Operations on the ledger that failed; nothing is counted or deleted without it."
        )
        rememberedMessages = try registry.gauge(
            "sqs_ledger_remembered_messages",
            help: "Messages whose ids are remembered so that none is counted twice."
        )
        sizeBytes = try registry.gauge(
            "sqs_ledger_size_bytes",
            help: "What the ledger takes on disk, or in the shared store; 0 for one in memory."
        )
        lastSuccess = try registry.gauge(
            "sqs_ledger_last_success_timestamp_seconds",
            help: "When the ledger last took a commit; 0 before the first."
        )
    }

    func committed(durationSeconds: Double, at now: Double, remembered: Int) {
        commits.increment()
        commitDuration.observe(durationSeconds)
        lastSuccess.set(now)
        rememberedMessages.set(Double(remembered))
    }
}
