import JSON

/// Receives up to ten messages and waits up to 20 seconds for the first.
///
///     {"QueueUrl":"http://localhost:9324/000000000000/orders","MaxNumberOfMessages":10,"WaitTimeSeconds":20,
///      "VisibilityTimeout":300,"MessageSystemAttributeNames":["All"],"MessageAttributeNames":["trace.*"]}
struct ReceiveMessage: Operation {
    static let name = OperationName.receiveMessage

    var queueURL = ""
    var maximum = 1
    var visibilityTimeout: Int?
    var waitTimeSeconds: Int?
    /// From `MessageSystemAttributeNames` and from its former name together.
    var systemAttributeNames: [String] = []
    var attributeNames = AttributeFilter()

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        if key.equals("QueueUrl", in: bytes) {
            queueURL = try scanner.text(in: bytes)
        } else if key.equals("MaxNumberOfMessages", in: bytes) {
            maximum = try scanner.int(in: bytes)
        } else if key.equals("VisibilityTimeout", in: bytes) {
            visibilityTimeout = try scanner.int(in: bytes)
        } else if key.equals("WaitTimeSeconds", in: bytes) {
            waitTimeSeconds = try scanner.int(in: bytes)
        } else if key.equals("MessageSystemAttributeNames", in: bytes) || key.equals("AttributeNames", in: bytes) {
            systemAttributeNames += try scanner.texts(in: bytes)
        } else if key.equals("MessageAttributeNames", in: bytes) {
            attributeNames = AttributeFilter(patterns: try scanner.texts(in: bytes))
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
        try Limits.messagesPerReceive.check(maximum, "MaxNumberOfMessages")
        try Limits.visibilityTimeout.check(visibilityTimeout, "VisibilityTimeout")
        try Limits.waitTimeSeconds.check(waitTimeSeconds, "WaitTimeSeconds")
        let systemAttributes = try SystemAttributes(names: systemAttributeNames)
        let deliveries = try store.receive(
            from: place,
            maximum: maximum,
            visibilityTimeout: visibilityTimeout,
            now: caller.now
        )
        guard !deliveries.isEmpty else { return try wait(for: caller, at: place, of: store) }
        answer.key("Messages")
        answer.beginArray()
        for delivery in deliveries {
            delivery.write(
                handle: store.receipts.handle(for: delivery.ticket),
                systemAttributes: systemAttributes,
                attributeNames: attributeNames,
                clockSkew: store.faults?.clockSkew?.milliseconds ?? 0,
                to: &answer
            )
        }
        answer.endArray()
        return .answered
    }

    /// What a receive without messages comes to: a wait, or an empty answer, in which SQS leaves the member out.
    private func wait(for caller: Caller, at place: Int, of store: Store) throws(SQSError) -> Outcome {
        let seconds = waitTimeSeconds ?? store.settings(at: place).receiveMessageWaitTimeSeconds
        if seconds == 0, store.isFull(at: place) { throw .overLimit }
        let deadline = caller.arrivedAt + .seconds(seconds)
        return caller.now < deadline ? .waits(place: place, until: deadline) : .answered
    }
}
