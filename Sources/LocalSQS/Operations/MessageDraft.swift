import Crypto
import JSON

/// A message as its producer sends it, alone or as an entry of a batch.
///
///     {"Id":"0","MessageBody":"…","DelaySeconds":0,
///      "MessageAttributes":{"trace":{"DataType":"String","StringValue":"…"}},
///      "MessageSystemAttributes":{"AWSTraceHeader":{"DataType":"String","StringValue":"Root=…"}}}
struct MessageDraft: BatchEntry {
    static let shape = "SendMessageBatchRequestEntry"

    var id = ""
    var body: [UInt8] = []
    var delaySeconds: Int?
    var attributes: [AttributeDraft] = []
    var systemAttributes: [AttributeDraft] = []

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        if key.equals("Id", in: bytes) {
            id = try scanner.text(in: bytes)
        } else if key.equals("MessageBody", in: bytes) {
            body = try scanner.string(in: bytes).unescaped(in: bytes)
        } else if key.equals("DelaySeconds", in: bytes) {
            delaySeconds = try scanner.int(in: bytes)
        } else if key.equals("MessageAttributes", in: bytes) {
            attributes = try AttributeDraft.all(&scanner, in: bytes)
        } else if key.equals("MessageSystemAttributes", in: bytes) {
            systemAttributes = try AttributeDraft.all(&scanner, in: bytes)
        } else {
            try scanner.skipValue(in: bytes)
        }
    }

    /// What the message counts against the limits of 1 MiB: its body and its attributes.
    var byteCount: Int { attributes.reduce(body.count) { $0 + $1.byteCount } }

    /// Puts the message into a queue and writes what its producer learns of it; throws what SQS refuses.
    func send(
        to place: Int,
        of store: inout Store,
        now: Milliseconds,
        writing answer: inout JSONWriter
    ) throws(SQSError) {
        try Limits.delaySeconds.check(delaySeconds, "DelaySeconds")
        let limit = store.settings(at: place).maximumMessageSize
        guard byteCount <= limit else { throw .messageTooLong(limit) }
        guard body.isMessageBody else { throw .invalidMessageContents }
        guard attributes.count <= Limits.attributesPerMessage else { throw .tooManyAttributes(attributes.count) }
        let checked = try attributes.checked()
        let system = try systemAttributes.checked()
        for attribute in system where attribute.name != "AWSTraceHeader" {
            throw .unknownSystemAttribute(attribute.name)
        }

        let id = MessageID.random()
        let md5 = Hex.bytes(Insecure.MD5.hash(data: body))
        let message = StoredMessage(
            document: document(id: id, md5: md5),
            attributes: checked,
            traceHeader: system.first.map { String(decoding: $0.value.bytes, as: UTF8.self) },
            sentAt: now
        )
        store.send(message, to: place, delaySeconds: delaySeconds, now: now)

        answer.key("MessageId")
        answer.string(id)
        answer.key("MD5OfMessageBody")
        answer.string(store.faults?.strikes(.wrongMD5) == true ? Array(md5.reversed()) : md5)
        if !checked.isEmpty {
            answer.key("MD5OfMessageAttributes")
            answer.string(checked.md5)
        }
        if !system.isEmpty {
            answer.key("MD5OfMessageSystemAttributes")
            answer.string(system.md5)
        }
    }

    private func document(id: [UInt8], md5: [UInt8]) -> [UInt8] {
        var members = JSONWriter(capacity: body.count + 128)
        members.key("MessageId")
        members.string(id)
        members.key("MD5OfBody")
        members.string(md5)
        members.key("Body")
        members.string(body)
        return members.bytes
    }
}
