import JSON

/// Creates a queue; again with the same attributes it just tells the URL.
///
///     {"QueueName":"orders","Attributes":{"VisibilityTimeout":"300"},"tags":{}}
struct CreateQueue: Operation {
    static let name = OperationName.createQueue

    var queueName = ""
    var attributes: [String: String] = [:]

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        if key.equals("QueueName", in: bytes) {
            queueName = try scanner.text(in: bytes)
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
        guard !queueName.isEmpty else { throw .missingParameter("QueueName") }
        guard !queueName.hasSuffix(".fifo") else { throw .fifoUnsupported }
        guard queueName.isIdentifier else { throw .invalidQueueName }
        let arn = QueueARN(region: caller.region, name: queueName)
        try store.createQueue(arn, attributes: attributes, now: caller.now)
        answer.key("QueueUrl")
        answer.string(caller.url(of: queueName))
        return .answered
    }
}
