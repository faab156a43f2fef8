import JSON

/// Where a message goes when it would be received too often.
///
///     {"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:orders-dlq","maxReceiveCount":3}
struct RedrivePolicy: Equatable {
    var deadLetterTarget: QueueARN
    var maxReceiveCount: Int
}

extension RedrivePolicy {
    /// Reads the policy from its attribute; SQS takes the count as a number or as a string.
    init(json: String) throws(SQSError) {
        let bytes = Array(json.utf8)
        guard let policy = try? Self.read(bytes.span) else { throw .invalidRedrivePolicy(json) }
        self = policy
    }

    var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("deadLetterTargetArn")
        writer.string(deadLetterTarget.text)
        writer.key("maxReceiveCount")
        writer.integer(maxReceiveCount)
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func read(_ bytes: Span<UInt8>) throws(JSONError) -> RedrivePolicy? {
        var scanner = JSONScanner()
        var target: QueueARN?
        var count: Int?
        try scanner.beginObject(in: bytes)
        while let key = try scanner.nextKey(in: bytes) {
            if key.equals("deadLetterTargetArn", in: bytes) {
                target = QueueARN(try scanner.text(in: bytes))
            } else if key.equals("maxReceiveCount", in: bytes) {
                let isString = try scanner.nextKind(in: bytes) == .string
                count = isString ? Int(try scanner.text(in: bytes)) : try scanner.int(in: bytes)
            } else {
                try scanner.skipValue(in: bytes)
            }
        }
        try scanner.end(in: bytes)
        guard let target, let count, Limits.maxReceiveCount.contains(count) else { return nil }
        return RedrivePolicy(deadLetterTarget: target, maxReceiveCount: count)
    }
}
