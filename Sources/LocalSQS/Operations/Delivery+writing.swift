import JSON

extension Delivery {
    /// The id of the only principal there is, as IAM would give it.
    private static let senderID = "AIDALOCALSQS000000000"

    /// Writes one element of `Messages`.
    func write(
        handle: [UInt8],
        systemAttributes: SystemAttributes,
        attributeNames: AttributeFilter,
        clockSkew: Milliseconds,
        to answer: inout JSONWriter
    ) {
        answer.beginObject()
        answer.raw(message.document)
        answer.key("ReceiptHandle")
        answer.string(handle)
        write(systemAttributes, clockSkew: clockSkew, to: &answer)
        let attributes = message.attributes.filter { attributeNames.matches($0.name) }
        if !attributes.isEmpty {
            answer.key("MD5OfMessageAttributes")
            answer.string(attributes.md5)
            answer.key("MessageAttributes")
            answer.beginObject()
            for attribute in attributes { attribute.write(to: &answer) }
            answer.endObject()
        }
        answer.endObject()
    }

    private func write(_ wanted: SystemAttributes, clockSkew: Milliseconds, to answer: inout JSONWriter) {
        guard !wanted.isEmpty else { return }
        answer.key("Attributes")
        answer.beginObject()
        if wanted.contains(.senderID) {
            answer.key("SenderId")
            answer.string(Self.senderID)
        }
        if wanted.contains(.sentTimestamp) {
            answer.key("SentTimestamp")
            answer.string("\(message.sentAt + clockSkew)")
        }
        if wanted.contains(.receiveCount) {
            answer.key("ApproximateReceiveCount")
            answer.string("\(message.receiveCount)")
        }
        if wanted.contains(.firstReceiveTimestamp) {
            answer.key("ApproximateFirstReceiveTimestamp")
            answer.string("\(message.firstReceivedAt + clockSkew)")
        }
        if wanted.contains(.traceHeader), let traceHeader = message.traceHeader {
            answer.key("AWSTraceHeader")
            answer.string(traceHeader)
        }
        if wanted.contains(.deadLetterSource), let source = message.deadLetterSource {
            answer.key("DeadLetterQueueSourceArn")
            answer.string(source)
        }
        answer.endObject()
    }
}

extension MessageAttribute {
    fileprivate func write(to answer: inout JSONWriter) {
        answer.key(escaping: name)
        answer.beginObject()
        answer.key("DataType")
        answer.string(dataType)
        switch value {
        case .string(let text):
            answer.key("StringValue")
            answer.string(text)
        case .binary(let bytes):
            answer.key("BinaryValue")
            answer.string(Base64.encode(bytes))
        }
        answer.endObject()
    }
}
