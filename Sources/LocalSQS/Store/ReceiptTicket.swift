/// What a receipt handle stands for: one receive of one message.
struct ReceiptTicket: Equatable {
    /// The queue's index in the store; never used again after the queue is gone.
    var queue: UInt32
    var slot: UInt32
    /// Which receive of this slot; a ticket of an earlier one is stale.
    var generation: UInt32
}
