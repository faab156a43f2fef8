import JSON

/// Tells the URL of a queue by its name.
///
///     {"QueueName":"orders"}
struct GetQueueUrl: Operation {
    static let name = OperationName.getQueueUrl

    var queueName = ""

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        guard key.equals("QueueName", in: bytes) else { return try scanner.skipValue(in: bytes) }
        queueName = try scanner.text(in: bytes)
    }

    func perform(
        on store: inout Store,
        for caller: Caller,
        writing answer: inout JSONWriter
    ) throws(SQSError) -> Outcome {
        guard !queueName.isEmpty else { throw .missingParameter("QueueName") }
        _ = try store.place(named: queueName)
        answer.key("QueueUrl")
        answer.string(caller.url(of: queueName))
        return .answered
    }
}
