import JSON

/// Changes attributes of a queue, at once and for the messages it holds too.
///
///     {"QueueUrl":"http://localhost:9324/000000000000/orders","Attributes":{"VisibilityTimeout":"60"}}
struct SetQueueAttributes: Operation {
    static let name = OperationName.setQueueAttributes

    var queueURL = ""
    var attributes: [String: String]?

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        if key.equals("QueueUrl", in: bytes) {
            queueURL = try scanner.text(in: bytes)
        } else if key.equals("Attributes", in: bytes) {
            attributes = try scanner.textsByKey(in: bytes)
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
        guard let attributes else { throw .missingParameter("Attributes") }
        try store.setAttributes(attributes, at: place, now: caller.now)
        return .answered
    }
}
