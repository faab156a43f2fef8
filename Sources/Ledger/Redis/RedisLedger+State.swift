import Events

extension RedisLedger {
    /// What callers leave for a commit, and what they are given without one.
    struct State {
        var lifetimes: KeyLifetimes
        var isOpen = false
        /// Keys of deleted messages that no commit has carried yet.
        var confirmed: [MessageKey] = []
        /// Types whose totals no commit has removed yet.
        var forgotten: [[UInt8]] = []
        var notices: [String] = []
        var summaries: (at: ContinuousClock.Instant, values: [EventSummary])?
    }

    /// How commits get on; changed by their leader, and by whoever takes the late records.
    struct Progress {
        var claim = Claim()
        var doubt: Doubt?
        /// What was recorded without anybody having been told.
        var late: [LedgerEntry] = []
        /// When the size was last asked for.
        var measured: ContinuousClock.Instant?
        /// False once the server has refused to tell the size.
        var mayMeasure = true
    }

    /// A commit of which nobody knows whether it was done.
    struct Doubt {
        var id: [UInt8]
        var entries: [LedgerEntry]
        var confirmed: [MessageKey]
        var forgotten: [[UInt8]]
    }
}
