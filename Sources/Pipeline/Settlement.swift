import AWS

/// What became of received messages; each is in one of the lists.
struct Settlement: Sendable {
    /// Recorded, so they can be deleted.
    var settled: [Delivery] = []
    /// They could not be recorded: they are given back, and come again.
    var left: [LeftMessage] = []
    /// They stay where they are by the owner's will, so they come again at the pace of the visibility timeout.
    var stays: [LeftMessage] = []
    /// What SQS has against settling them, and may pass; nil when nothing.
    ///
    /// A ledger that is away is ``LedgerGate``'s matter.
    var obstacle: ServiceError?

    /// The same, with handles that keep no answer, and with it no bodies.
    var detached: Settlement {
        var settlement = self
        settlement.settled = settled.detached
        if !left.isEmpty { settlement.left = left.detached }
        if !stays.isEmpty { settlement.stays = stays.detached }
        return settlement
    }
}
