import AWS
import SQS

/// What became of received messages; each is in one of the lists.
struct Settlement: Sendable {
    /// Recorded, so they can be deleted.
    var settled: [Delivery] = []
    /// They could not be recorded: they are given back, and come again.
    var left: [Message] = []
    /// They stay where they are by the owner's will, so they come again at the pace of the visibility timeout.
    var stays: [Message] = []
    /// What SQS has against settling them, and may pass; nil when nothing.
    ///
    /// A ledger that is away is ``LedgerGate``'s matter.
    var obstacle: ServiceError?
}
