/// The memory of which messages have been counted.
///
/// This is where "exactly once in effect" is decided. A message is counted when, and only when, ``record(_:)`` says so,
/// and may be deleted from its queue only after ``record(_:)`` has returned: from then on a redelivery is recognised.
/// A call that throws decides nothing; the message stays in the queue and its redelivery decides.
package protocol Ledger: Sendable {
    /// Records each entry whose key is new, and tells which were.
    ///
    /// Returns only when the verdicts are as durable as this ledger makes them. Entries are taken in order, so the second
    /// of two entries with one key is a duplicate. Concurrent calls are allowed and may be committed together.
    func record(_ entries: [LedgerEntry]) async throws(LedgerError) -> [Verdict]

    /// Whether a message has been recorded already.
    func contains(_ key: MessageKey) async throws(LedgerError) -> Bool

    /// Takes note that the queue has confirmed the deletion of these messages.
    ///
    /// Their keys need only be remembered for the deduplication window from now on, because only a rare late copy can
    /// still arrive. Losing such a note costs memory, never a count.
    func confirmDeleted(_ keys: [MessageKey]) async
}
