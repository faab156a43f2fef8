/// What SQS itself knows of a message and a consumer can ask for.
struct SystemAttributes: OptionSet {
    let rawValue: UInt8

    static let senderID = SystemAttributes(rawValue: 1)
    static let sentTimestamp = SystemAttributes(rawValue: 2)
    static let receiveCount = SystemAttributes(rawValue: 4)
    static let firstReceiveTimestamp = SystemAttributes(rawValue: 8)
    static let traceHeader = SystemAttributes(rawValue: 16)
    static let deadLetterSource = SystemAttributes(rawValue: 32)
    static let all = SystemAttributes(rawValue: 63)

    /// Reads the names; those of FIFO queues are known and never have a value here.
    init(names: [String]) throws(SQSError) {
        self = []
        for name in names { formUnion(try SystemAttributes(name: name)) }
    }

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    private init(name: String) throws(SQSError) {
        switch name {
        case "All": self = .all
        case "SenderId": self = .senderID
        case "SentTimestamp": self = .sentTimestamp
        case "ApproximateReceiveCount": self = .receiveCount
        case "ApproximateFirstReceiveTimestamp": self = .firstReceiveTimestamp
        case "AWSTraceHeader": self = .traceHeader
        case "DeadLetterQueueSourceArn": self = .deadLetterSource
        case "SequenceNumber", "MessageDeduplicationId", "MessageGroupId": self = []
        default: throw .unknownAttribute(name)
        }
    }
}
