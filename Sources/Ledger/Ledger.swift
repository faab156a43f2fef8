package import Events

/// The memory of which messages have been counted, and of what the events add up to.
///
/// This is where "exactly once in effect" is decided. A message is counted when, and only when, ``record(_:)`` says so,
/// and may be deleted from its queue only after ``record(_:)`` has returned: from then on a redelivery is recognised.
/// After a call that throws the message stays in the queue. Mostly its redelivery decides; where the store had recorded
/// it all the same, ``takeLateRecords()`` says so, and the redelivery is a duplicate.
///
/// What each ledger promises:
///
///     ledger    counted once while     a crash of the exporter          a power cut
///     memory    the process runs       forgets counts and ids alike     the same
///     SQLite    the file exists        loses and doubles nothing        the same: every commit is synced
///     Redis     the store exists       loses and doubles nothing,       what Redis's own settings promise
///                                      whichever replica goes on
///
/// Not even a ledger can tell that two messages are one event when they have two ids: a producer that sends twice, or a
/// redrive from the dead-letter queue, which gives new ids. An id in the payload can (``MessageKey/init(eventID:)``).
package protocol Ledger: Sendable {
    /// Opens the store and returns the totals of this exporter's earlier runs, sorted by nothing in particular.
    ///
    /// To be called once, before anything else. Throws ``LedgerError/Kind/unavailable`` where waiting may help, and
    /// ``LedgerError/Kind/refused`` where only a person can: then nothing in the store was changed.
    func open() async throws(LedgerError) -> [EventTotals]

    /// What ``open()`` found that somebody should read in the log; holds no secret.
    var notices: [String] { get }

    /// Records each entry whose key is new, and tells which were.
    ///
    /// Returns only when the verdicts are as durable as this ledger makes them. Entries are taken in order, so the
    /// second of two entries with one key is a duplicate. Concurrent calls are allowed and may be committed together.
    func record(_ entries: [LedgerEntry]) async throws(LedgerError) -> [Verdict]

    /// What calls of ``record(_:)`` that threw have recorded all the same, as has turned out since; each entry once.
    ///
    /// Its message may come back to another exporter of the same store, or never. So whoever shows what was recorded
    /// asks for this after every outage.
    func takeLateRecords() async -> [LedgerEntry]

    /// Whether a message has been recorded already.
    func contains(_ key: MessageKey) async throws(LedgerError) -> Bool

    /// Takes note that the queue has confirmed the deletion of these messages.
    ///
    /// Their keys need only be remembered for the deduplication window from now on, because only a rare late copy can
    /// still arrive. Losing such a note costs memory, never a count.
    func confirmDeleted(_ keys: [MessageKey]) async

    /// Takes the totals of these types out of the store; an event of theirs that is recorded later starts them from 0.
    ///
    /// To be called while no event of theirs is under way. After it has thrown it is to be called again: nobody knows
    /// what of it was done. A type that is not there is none too many.
    func forget(_ types: [String]) async throws(LedgerError)

    /// Proves that the store would take a commit now, by writing to it; throws where it would not.
    func probe() async throws(LedgerError)

    /// Remembers messages whose deletion is not confirmed until so long after they were sent.
    ///
    /// The longest retention of the queues they may come back from, and a day; 15 days until this is called.
    func keepUnconfirmed(forSeconds seconds: Double) async

    /// Count and sum of each type over all exporters that share this store; nil where this one's own are all there are.
    func sharedSummaries() async throws(LedgerError) -> [EventSummary]?

    /// Writes what is left to write and closes the store; calls that come later throw.
    func close() async
}
