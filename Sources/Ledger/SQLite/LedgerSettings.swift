internal import Instruments

/// What a SQLite ledger is told at its making.
struct LedgerSettings: Sendable {
    /// Where in a commit a test can interrupt.
    enum Step: Sendable {
        /// All is written, nothing is durable.
        case beforeCommit
        /// All is durable, nobody knows.
        case afterCommit
    }

    var path: String
    var queue: String
    var lifetimes: KeyLifetimes
    var buckets: Buckets
    var metrics: LedgerMetrics
    /// The wall clock, seconds since 1970.
    var now: @Sendable () -> Double
    /// What bears it out.
    var monotonic: @Sendable () -> ContinuousClock.Instant = { .now }
    /// Fails as SQLite might, for tests.
    var interrupt: @Sendable (Step) throws(SQLiteError) -> Void = { _ in }

    /// Now, on both clocks.
    var moment: Moment { Moment(wall: now(), monotonic: monotonic()) }
}
