import JSON

/// Sends one message.
///
///     {"QueueUrl":"http://localhost:9324/000000000000/orders","MessageBody":"{\"type\":\"page_view\",…}"}
struct SendMessage: Operation {
    static let name = OperationName.sendMessage

    var queueURL = ""
    var message = MessageDraft()

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        guard key.equals("QueueUrl", in: bytes) else { return try message.read(key, &scanner, in: bytes) }
        queueURL = try scanner.text(in: bytes)
    }

    func perform(
        on store: inout Store,
        for caller: Caller,
        writing answer: inout JSONWriter
    ) throws(SQSError) -> Outcome {
        let place = try store.place(of: queueURL)
        guard !message.body.isEmpty else { throw .missingParameter("MessageBody") }
        try message.send(to: place, of: &store, now: caller.now, writing: &answer)
        return .answered
    }
}
