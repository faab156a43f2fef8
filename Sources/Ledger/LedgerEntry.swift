package import Events

/// One message to remember, and what it adds to the totals.
package struct LedgerEntry: Sendable {
    /// What became of the message.
    package enum Outcome: Equatable, Sendable {
        /// Its event counts.
        case counted(Event)
        /// It is no event and has been put aside; it is remembered so that it is put aside once.
        case rejected(EventError)
    }

    /// Which message it is, whichever of its deliveries brought it.
    package var key: MessageKey
    /// `SentTimestamp`, milliseconds since 1970: no copy of the message outlives this plus the queue's retention.
    package var sentMilliseconds: Int64?
    /// What was decided about it, kept only if its key is new.
    package var outcome: Outcome

    /// An entry for one delivery; without `sentMilliseconds` its retention is reckoned from when it is recorded.
    package init(key: MessageKey, sentMilliseconds: Int64?, outcome: Outcome) {
        self.key = key
        self.sentMilliseconds = sentMilliseconds
        self.outcome = outcome
    }

    /// `SentTimestamp` in seconds since 1970.
    var sentSeconds: Double? { sentMilliseconds.map { Double($0) / 1000 } }
}
