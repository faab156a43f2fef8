/// The attributes of a queue that its owner sets; on the wire every one is a string.
struct QueueSettings: Equatable {
    var delaySeconds = 0
    var maximumMessageSize = Limits.payloadBytes
    var messageRetentionPeriod = 345_600
    var receiveMessageWaitTimeSeconds = 0
    var visibilityTimeout = 30
    var redrivePolicy: RedrivePolicy?
    /// What has no effect here, policies and encryption, but is given back as it was set.
    var inert = ["SqsManagedSseEnabled": "true"]

    private static let inertNames: Set = [
        "KmsDataKeyReusePeriodSeconds", "KmsMasterKeyId", "Policy", "RedriveAllowPolicy", "SqsManagedSseEnabled",
    ]

    /// Changes one attribute by its name; an empty value takes back a policy or a key.
    mutating func set(_ name: String, to value: String) throws(SQSError) {
        switch name {
        case "DelaySeconds": delaySeconds = try Self.number(value, name, in: Limits.delaySeconds)
        case "MaximumMessageSize": maximumMessageSize = try Self.number(value, name, in: Limits.maximumMessageSize)
        case "MessageRetentionPeriod":
            messageRetentionPeriod = try Self.number(value, name, in: Limits.retentionSeconds)
        case "ReceiveMessageWaitTimeSeconds":
            receiveMessageWaitTimeSeconds = try Self.number(value, name, in: Limits.waitTimeSeconds)
        case "VisibilityTimeout": visibilityTimeout = try Self.number(value, name, in: Limits.visibilityTimeout)
        case "RedrivePolicy":
            redrivePolicy = value.isEmpty ? nil : try RedrivePolicy(json: value)
        case "FifoQueue" where value == "true": throw .fifoUnsupported
        case _ where Self.inertNames.contains(name): inert[name] = value.isEmpty ? nil : value
        default: throw .unknownAttribute(name)
        }
    }

    /// Everything set, by name, as GetQueueAttributes tells it.
    var attributes: [String: String] {
        var attributes = inert
        attributes["DelaySeconds"] = "\(delaySeconds)"
        attributes["MaximumMessageSize"] = "\(maximumMessageSize)"
        attributes["MessageRetentionPeriod"] = "\(messageRetentionPeriod)"
        attributes["ReceiveMessageWaitTimeSeconds"] = "\(receiveMessageWaitTimeSeconds)"
        attributes["VisibilityTimeout"] = "\(visibilityTimeout)"
        attributes["RedrivePolicy"] = redrivePolicy?.json
        return attributes
    }

    /// Whether an attribute of this name can be asked for, also when it has no value.
    static func isOptional(_ name: String) -> Bool {
        name == "RedrivePolicy" || inertNames.contains(name)
    }

    private static func number(
        _ value: String,
        _ name: String,
        in range: ClosedRange<Int>
    ) throws(SQSError) -> Int {
        guard let number = Int(value), range.contains(number) else { throw .invalidAttributeValue(name) }
        return number
    }
}
