import JSON

/// One HTTP answer, before it is bytes.
struct Reply {
    private static let awsJSON = "application/x-amz-json-1.0"

    var status = 200
    /// `x-amzn-query-error`: the code of the query API and whose fault it is.
    var queryError: String?
    /// `x-amz-retry-after`.
    var retryAfterMilliseconds: Int?
    /// How a fault makes it travel.
    var passage = Passage.whole
    /// The messages it hands out, where a fault may still spoil them.
    var messageIDs: [String] = []
    let contentType: String
    var body: [UInt8]

    init(body: [UInt8], contentType: String = Self.awsJSON) {
        self.body = body
        self.contentType = contentType
    }

    init(_ error: SQSError) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("__type")
        writer.string(error.type)
        writer.key("message")
        writer.string(error.message)
        writer.endObject()
        self.init(body: writer.bytes)
        status = error.status
        queryError = "\(error.code);\(error.isSenderFault ? "Sender" : "Receiver")"
    }
}
