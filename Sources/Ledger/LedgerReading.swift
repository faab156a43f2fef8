import Instruments

/// What the ledger's instruments say at one moment; the instruments themselves stay with the ledger.
package struct LedgerReading: Sendable, Equatable {
    /// Messages whose ids are remembered.
    package let remembered: Int
    /// Commits since the start.
    package let commits: Int
    /// Operations that failed since the start.
    package let errors: Int
    /// When the ledger last took a commit, in seconds since 1970; nil before the first.
    package let lastCommitSeconds: Double?
}

extension LedgerMetrics {
    /// The instruments' values now, each read for itself.
    package var reading: LedgerReading {
        LedgerReading(
            remembered: Int(rememberedMessages.value),
            commits: Int(commits.value),
            errors: Int(errors.value),
            lastCommitSeconds: lastSuccess.value == 0 ? nil : lastSuccess.value
        )
    }
}
