import Ledger

/// One delivery of a message that is done with and can be deleted.
struct Delivery: ReceiptHandleKeeping, Sendable {
    var key: MessageKey
    var receiptHandle: ArraySlice<UInt8>
    /// Whether it is the message that was counted, or the only one with its key.
    ///
    /// Once that is deleted, its key need only be kept for the window. The copy of an event under another message id
    /// says nothing of it.
    var isLastOfKey = true
}
