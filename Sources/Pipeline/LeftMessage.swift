import SQS

/// A message that stays in the queue: what it takes to give it back, which is not its body.
struct LeftMessage: Sendable {
    var receiptHandle: ArraySlice<UInt8>
    let receiveCount: Int?

    init(_ message: Message) {
        receiptHandle = message.receiptHandle
        receiveCount = message.receiveCount
    }
}

extension [LeftMessage] {
    /// The same, with handles that keep no answer.
    var detached: [LeftMessage] {
        var messages = self
        for (place, handle) in map(\.receiptHandle).detached.enumerated() { messages[place].receiptHandle = handle }
        return messages
    }
}
