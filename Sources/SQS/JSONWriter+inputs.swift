import JSON

/// The beginnings and members that inputs of SQS's operations share; the caller ends what is begun.
extension JSONWriter {
    /// `{"QueueUrl":"…"`.
    init(queueURL: String) {
        self.init()
        beginObject()
        key("QueueUrl")
        string(queueURL)
    }

    /// `{"QueueUrl":"…","MessageSystemAttributeNames":["SentTimestamp","ApproximateReceiveCount","AWSTraceHeader"]`.
    static func receiveMessage(queueURL: String) -> JSONWriter {
        var input = JSONWriter(queueURL: queueURL)
        input.key("MessageSystemAttributeNames")
        input.beginArray()
        input.string("SentTimestamp")
        input.string("ApproximateReceiveCount")
        input.string("AWSTraceHeader")
        input.endArray()
        return input
    }

    /// `{"QueueUrl":"…","Entries":[`.
    static func batch(queueURL: String) -> JSONWriter {
        var input = JSONWriter(queueURL: queueURL)
        input.key("Entries")
        input.beginArray()
        return input
    }

    /// `,"Attributes":{"VisibilityTimeout":"300"}`, in the order of the names.
    mutating func attributes(_ attributes: [String: String]) {
        key("Attributes")
        beginObject()
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            key(escaping: name)
            string(value)
        }
        endObject()
    }

    /// `,"MessageBody":"…","MessageAttributes":{"reason":{"DataType":"String","StringValue":"…"}}`.
    mutating func members(of message: OutgoingMessage) {
        key("MessageBody")
        string(message.body)
        guard !message.attributes.isEmpty else { return }
        key("MessageAttributes")
        beginObject()
        for attribute in message.attributes {
            key(escaping: attribute.name)
            beginObject()
            key("DataType")
            string("String")
            key("StringValue")
            string(attribute.value)
            endObject()
        }
        endObject()
    }
}
