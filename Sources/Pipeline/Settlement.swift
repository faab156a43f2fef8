import AWS
import SQS

/// What became of received messages; each is in one of the two lists.
struct Settlement: Sendable {
    /// Recorded, so they can be deleted.
    var settled: [Delivery] = []
    /// They stay in the queue and come back.
    var left: [Message] = []
    /// What SQS has against settling them, and may pass; nil when nothing.
    ///
    /// A ledger that is away is ``LedgerGate``'s matter.
    var obstacle: ServiceError?
}
