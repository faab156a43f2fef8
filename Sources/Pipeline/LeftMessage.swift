import SQS

/// A message that stays in the queue: what it takes to give it back, which is not its body.
struct LeftMessage: ReceiptHandleKeeping, Sendable {
    var receiptHandle: ArraySlice<UInt8>
    let receiveCount: Int?

    init(_ message: Message) {
        receiptHandle = message.receiptHandle
        receiveCount = message.receiveCount
    }
}
