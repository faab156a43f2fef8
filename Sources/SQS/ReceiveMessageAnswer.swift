import JSON

/// What ReceiveMessage answers.
///
///     {"Messages":[{"MessageId":"5fea…","ReceiptHandle":"AQEB…","MD5OfBody":"e10a…","Body":"{\"type\":…}",
///       "Attributes":{"SentTimestamp":"1700000000000","ApproximateReceiveCount":"1"}}]}
///
/// An empty queue answers `{}`; an empty text, `null` and `[]` are taken for the same. Unknown members are ignored.
package struct ReceiveMessageAnswer: Sendable {
    /// In the order received, at most ten; empty when the queue had none to give.
    package let messages: [Message]

    /// Decodes an answer; its escapes are undone in its own bytes, and the messages are slices of these.
    package init(_ bytes: consuming [UInt8]) throws(AnswerError) {
        guard !bytes.isEmpty else {
            messages = []
            return
        }
        var scanner = JSONScanner()
        var parts: [MessageParts] = []
        parts.reserveCapacity(10)
        do throws(JSONError) {
            var text = bytes.mutableSpan
            try scanner.beginObject(in: text.span)
            while let key = try scanner.nextKey(in: text.span) {
                if key.equals("Messages", in: text.span) {
                    try scanner.readMessages(in: &text, to: &parts)
                } else {
                    try scanner.skipValue(in: text.span)
                }
            }
            try scanner.end(in: text.span)
        } catch {
            throw .malformed(error, at: scanner.position)
        }
        var messages: [Message] = []
        messages.reserveCapacity(parts.count)
        for part in parts { messages.append(try part.message(of: bytes)) }
        self.messages = messages
    }
}

/// Where the parts of one message are in the answer.
private struct MessageParts {
    var id: Range<Int>?
    var receiptHandle: Range<Int>?
    var body: Range<Int>?
    var bodyMD5: Range<Int>?
    var sentMilliseconds: Int64?
    var receiveCount: Int64?
    var traceHeader: Range<Int>?

    func message(of answer: [UInt8]) throws(AnswerError) -> Message {
        guard let id, !id.isEmpty else { throw .missing("MessageId") }
        guard let receiptHandle, !receiptHandle.isEmpty else { throw .missing("ReceiptHandle") }
        guard let body else { throw .missing("Body") }
        return Message(
            in: answer,
            at: Message.Places(id: id, body: body, receiptHandle: receiptHandle, traceHeader: traceHeader),
            sentMilliseconds: sentMilliseconds,
            receiveCount: receiveCount.flatMap(Int.init(exactly:)),
            bodyIsIntact: bodyMD5.map { md5 in answer.span.extracting(body).hasMD5(answer.span.extracting(md5)) }
                ?? true
        )
    }
}

extension JSONScanner {
    fileprivate mutating func readMessages(
        in text: inout MutableSpan<UInt8>,
        to parts: inout [MessageParts]
    ) throws(JSONError) {
        guard try !skipNull(in: text.span) else { return }
        try beginArray(in: text.span)
        var order = MemberOrder()
        while try nextElement(in: text.span) { parts.append(try readMessage(in: &text, order: &order)) }
    }

    private mutating func readMessage(
        in text: inout MutableSpan<UInt8>,
        order: inout MemberOrder
    ) throws(JSONError) -> MessageParts {
        var parts = MessageParts()
        order.startOver()
        try beginObject(in: text.span)
        while let member = try nextMember(in: text.span, order: &order) {
            switch member {
            case .id: parts.id = try unescapedString(in: &text)
            case .receiptHandle: parts.receiptHandle = try unescapedString(in: &text)
            case .body: parts.body = try unescapedString(in: &text)
            case .bodyMD5: parts.bodyMD5 = try skipNull(in: text.span) ? nil : unescapedString(in: &text)
            case .attributes: try readAttributes(in: &text, order: &order, to: &parts)
            case .sentTimestamp, .receiveCount, .traceHeader: try skipValue(in: text.span)
            }
        }
        return parts
    }

    private mutating func readAttributes(
        in text: inout MutableSpan<UInt8>,
        order: inout MemberOrder,
        to parts: inout MessageParts
    ) throws(JSONError) {
        guard try !skipNull(in: text.span) else { return }
        try beginObject(in: text.span)
        while let member = try nextMember(in: text.span, order: &order) {
            switch member {
            case .sentTimestamp: parts.sentMilliseconds = try readWholeNumber(in: &text)
            case .receiveCount: parts.receiveCount = try readWholeNumber(in: &text)
            case .traceHeader: parts.traceHeader = try unescapedStringOrNil(in: &text)
            case .id, .receiptHandle, .bodyMD5, .body, .attributes: try skipValue(in: text.span)
            }
        }
    }

    /// Reads a whole number that is written as a string, as SQS writes all attributes; nil where it is anything else.
    private mutating func readWholeNumber(in text: inout MutableSpan<UInt8>) throws(JSONError) -> Int64? {
        guard let digits = try unescapedStringOrNil(in: &text) else { return nil }
        return text.span.extracting(digits).wholeNumber
    }
}
