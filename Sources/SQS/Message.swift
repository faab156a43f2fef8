/// One received message; its parts are slices of the answer it came in, so nothing is copied.
package struct Message: Sendable {
    /// SQS's id, the same at every delivery of this message.
    package var id: ArraySlice<UInt8>
    /// The UTF-8 body, unescaped.
    package var body: ArraySlice<UInt8>
    /// What deletes this delivery; a later delivery of the same message has another.
    package var receiptHandle: ArraySlice<UInt8>
    /// When the producer sent it, in milliseconds since 1970 (`SentTimestamp`).
    package var sentMilliseconds: Int64?
    /// How often it has been received, this time included (`ApproximateReceiveCount`).
    package var receiveCount: Int?
    /// Whether the body has the MD5 that SQS says it has; true when SQS says none.
    package var bodyIsIntact: Bool

    package init(
        id: ArraySlice<UInt8>,
        body: ArraySlice<UInt8>,
        receiptHandle: ArraySlice<UInt8>,
        sentMilliseconds: Int64? = nil,
        receiveCount: Int? = nil,
        bodyIsIntact: Bool = true
    ) {
        self.id = id
        self.body = body
        self.receiptHandle = receiptHandle
        self.sentMilliseconds = sentMilliseconds
        self.receiveCount = receiveCount
        self.bodyIsIntact = bodyIsIntact
    }
}
