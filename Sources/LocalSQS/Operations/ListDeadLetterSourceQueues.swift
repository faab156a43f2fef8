import JSON

/// Lists the URLs of the queues that give up their messages to a dead-letter queue.
///
///     {"QueueUrl":"http://localhost:9324/000000000000/orders-dlq"}
struct ListDeadLetterSourceQueues: Operation {
    static let name = OperationName.listDeadLetterSourceQueues

    var queueURL = ""
    var page = Page()

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        if key.equals("QueueUrl", in: bytes) {
            queueURL = try scanner.text(in: bytes)
        } else if try !page.read(key, &scanner, in: bytes) {
            try scanner.skipValue(in: bytes)
        }
    }

    func perform(
        on store: inout Store,
        for caller: Caller,
        writing answer: inout JSONWriter
    ) throws(SQSError) -> Outcome {
        let sources = store.sources(ofDeadLetterQueueAt: try store.place(of: queueURL))
        // This one key begins with a small letter.
        Page.write(try page.part(of: sources), as: "queueUrls", for: caller, to: &answer)
        return .answered
    }
}
