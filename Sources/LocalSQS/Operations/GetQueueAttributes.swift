import JSON

/// Tells what a queue is set to and how many messages it holds; who names no attribute gets none.
///
///     {"QueueUrl":"http://localhost:9324/000000000000/orders","AttributeNames":["All"]}
struct GetQueueAttributes: Operation {
    static let name = OperationName.getQueueAttributes

    var queueURL = ""
    var names: [String] = []

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        if key.equals("QueueUrl", in: bytes) {
            queueURL = try scanner.text(in: bytes)
        } else if key.equals("AttributeNames", in: bytes) {
            names = try scanner.texts(in: bytes)
        } else {
            try scanner.skipValue(in: bytes)
        }
    }

    func perform(
        on store: inout Store,
        for caller: Caller,
        writing answer: inout JSONWriter
    ) throws(SQSError) -> Outcome {
        let queue = try store.queue(at: try store.place(of: queueURL), now: caller.now)
        let all = queue.attributes
        for name in names where name != "All" && all[name] == nil && !QueueSettings.isOptional(name) {
            throw .unknownAttribute(name)
        }
        let asked = names.contains("All") ? all : all.filter { names.contains($0.key) }
        // SQS leaves the member out of an empty answer.
        guard !asked.isEmpty else { return .answered }
        answer.key("Attributes")
        answer.beginObject()
        for (name, value) in asked.sorted(by: { $0.key < $1.key }) {
            answer.key(escaping: name)
            answer.string(value)
        }
        answer.endObject()
        return .answered
    }
}

extension Queue {
    /// Every attribute by its name; the two times are in seconds, unlike those of messages.
    fileprivate var attributes: [String: String] {
        var attributes = settings.attributes
        attributes["ApproximateNumberOfMessages"] = "\(counts.visible)"
        attributes["ApproximateNumberOfMessagesDelayed"] = "\(counts.delayed)"
        attributes["ApproximateNumberOfMessagesNotVisible"] = "\(counts.notVisible)"
        attributes["CreatedTimestamp"] = "\(createdAt / 1000)"
        attributes["LastModifiedTimestamp"] = "\(modifiedAt / 1000)"
        attributes["QueueArn"] = arn.text
        return attributes
    }
}
