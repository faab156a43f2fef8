import Ledger

/// One delivery of a message that is done with and can be deleted.
struct Delivery: Sendable {
    var key: MessageKey
    var receiptHandle: ArraySlice<UInt8>
}
