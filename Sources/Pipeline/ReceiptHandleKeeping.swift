/// What is kept of a delivery for longer than its body.
protocol ReceiptHandleKeeping {
    var receiptHandle: ArraySlice<UInt8> { get set }
}

extension Array where Element: ReceiptHandleKeeping {
    /// The same, with handles that keep no answer.
    var detached: [Element] {
        var deliveries = self
        for (place, handle) in map(\.receiptHandle).detached.enumerated() { deliveries[place].receiptHandle = handle }
        return deliveries
    }
}
