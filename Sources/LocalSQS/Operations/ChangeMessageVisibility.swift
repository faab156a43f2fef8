import JSON

/// Hides a received message for so many seconds from now; 0 gives it back at once.
///
///     {"QueueUrl":"http://localhost:9324/000000000000/orders","ReceiptHandle":"…","VisibilityTimeout":60}
struct ChangeMessageVisibility: Operation {
    static let name = OperationName.changeMessageVisibility

    var queueURL = ""
    var receiptHandle: [UInt8] = []
    var visibilityTimeout: Int?

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        if key.equals("QueueUrl", in: bytes) {
            queueURL = try scanner.text(in: bytes)
        } else if key.equals("ReceiptHandle", in: bytes) {
            receiptHandle = try scanner.string(in: bytes).unescaped(in: bytes)
        } else if key.equals("VisibilityTimeout", in: bytes) {
            visibilityTimeout = try scanner.int(in: bytes)
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
        guard let visibilityTimeout else { throw .missingParameter("VisibilityTimeout") }
        try Limits.visibilityTimeout.check(visibilityTimeout, "VisibilityTimeout")
        try store.changeVisibility(of: receiptHandle, at: place, to: visibilityTimeout, now: caller.now)
        return .answered
    }
}
