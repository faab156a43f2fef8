/// One message as a queue holds it.
struct StoredMessage {
    /// The members no receive changes, rendered once at send: `"MessageId":"…","MD5OfBody":"…","Body":"…"`.
    var document: [UInt8]
    /// In name order, as their MD5 wants them.
    let attributes: [MessageAttribute]
    /// The one system attribute a producer can set.
    let traceHeader: String?
    let sentAt: Milliseconds
    /// 0 until the first receive.
    var firstReceivedAt: Milliseconds = 0
    /// Over all queues the message has been in.
    var receiveCount = 0
    /// The ARN of the queue it was received too often from.
    var deadLetterSource: String?
}
