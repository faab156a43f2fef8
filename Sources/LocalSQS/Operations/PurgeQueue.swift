import JSON

/// Deletes all messages of a queue, those in flight too.
///
///     {"QueueUrl":"http://localhost:9324/000000000000/orders"}
struct PurgeQueue: Operation {
    static let name = OperationName.purgeQueue

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
        try store.purge(at: try store.place(of: queueURL), now: caller.now)
        return .answered
    }
}
