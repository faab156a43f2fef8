import Crypto

extension [MessageAttribute] {
    /// `MD5OfMessageAttributes`; the attributes must be in name order.
    ///
    /// Of each the name, the type, one byte for the transport type, and the value, each text behind its length in four
    /// bytes: <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html>.
    var md5: String {
        var digest = Insecure.MD5()
        for attribute in self {
            digest.update(withLength: [UInt8](attribute.name.utf8))
            digest.update(withLength: [UInt8](attribute.dataType.utf8))
            digest.update(data: [attribute.value.transportType])
            digest.update(withLength: attribute.value.bytes)
        }
        return Hex.text(digest.finalize())
    }
}

extension MessageAttribute.Value {
    fileprivate var transportType: UInt8 {
        switch self {
        case .string: 1
        case .binary: 2
        }
    }
}

extension Insecure.MD5 {
    fileprivate mutating func update(withLength bytes: [UInt8]) {
        let length = UInt32(bytes.count)
        update(data: (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) })
        update(data: bytes)
    }
}
