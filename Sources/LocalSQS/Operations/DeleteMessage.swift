import JSON

/// Deletes the message of a receipt handle; an old handle deletes nothing and is no error.
///
///     {"QueueUrl":"http://localhost:9324/000000000000/orders","ReceiptHandle":"…"}
struct DeleteMessage: Operation {
    static let name = OperationName.deleteMessage

    var queueURL = ""
    var receiptHandle: [UInt8] = []

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        if key.equals("QueueUrl", in: bytes) {
            queueURL = try scanner.text(in: bytes)
        } else if key.equals("ReceiptHandle", in: bytes) {
            receiptHandle = try scanner.string(in: bytes).unescaped(in: bytes)
        } else {
            try scanner.skipValue(in: bytes)
        }
    }

    func perform(
        on store: inout Store,
        for caller: Caller,
        writing answer: inout JSONWriter
    ) throws(SQSError) -> Outcome {
        let place = try store.place(of: queueURL)
        guard !receiptHandle.isEmpty else { throw .missingParameter("ReceiptHandle") }
        try store.delete(receiptHandle, from: place, now: caller.now)
        return .answered
    }
}
