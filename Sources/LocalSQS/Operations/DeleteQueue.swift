import JSON

/// Deletes a queue with its messages; unlike SQS, its name can be used again at once.
///
///     {"QueueUrl":"http://localhost:9324/000000000000/orders"}
struct DeleteQueue: Operation {
    static let name = OperationName.deleteQueue

    var queueURL = ""

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        guard key.equals("QueueUrl", in: bytes) else { return try scanner.skipValue(in: bytes) }
        queueURL = try scanner.text(in: bytes)
    }

    func perform(
        on store: inout Store,
        for caller: Caller,
        writing answer: inout JSONWriter
    ) throws(SQSError) -> Outcome {
        store.deleteQueue(at: try store.place(of: queueURL))
        return .answered
    }
}
