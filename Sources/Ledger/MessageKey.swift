import Crypto

/// What makes two deliveries the same message: 16 bytes made from SQS's message id.
///
/// SQS's ids are UUIDs, whose own 16 bytes are taken; any other id, which an emulator may give, is hashed to the first
/// 128 bits of its SHA-256. Receipt handles and bodies are no identity: a handle is new at each delivery, and two equal
/// bodies may be two events.
package struct MessageKey: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Hashes half of the key: SQS makes its ids at random, so that tells keys apart, and is half as dear.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(low)
    }

    /// Makes the key of a `MessageId`.
    package init(messageID: ArraySlice<UInt8>) {
        self = MessageKey(uuid: messageID) ?? MessageKey(digest: SHA256.hash(data: messageID))
    }

    /// The bytes of `8-4-4-4-12` hexadecimal digits (RFC 9562 §4), in either case; nil for any other text.
    private init?(uuid: ArraySlice<UInt8>) {
        let text = uuid.span
        guard text.count == 36 else { return nil }
        var words: (high: UInt64, low: UInt64) = (0, 0)
        var areDigits = true
        for offset in 0..<36 {
            let byte = text[offset]
            if offset == 8 || offset == 13 || offset == 18 || offset == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            if !byte.isHexadecimalDigit { areDigits = false }
            words.high = words.high << 4 | words.low >> 60
            words.low = words.low << 4 | byte.hexadecimalValue
        }
        guard areDigits else { return nil }
        self.init(high: words.high, low: words.low)
    }

    private init(digest: SHA256.Digest) {
        let bytes = Array(digest)
        self.init(high: Self.word(bytes[0..<8]), low: Self.word(bytes[8..<16]))
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}

// Without branches: digits and letters are in no order that a processor could foresee.
extension UInt8 {
    fileprivate var isHexadecimalDigit: Bool {
        (self &- UInt8(ascii: "0") < 10) || ((self | 0x20) &- UInt8(ascii: "a") < 6)
    }

    /// 0–15, of a digit; in ASCII a letter has bit 6 and counts from 1 in its low half.
    fileprivate var hexadecimalValue: UInt64 { UInt64((self & 15) &+ 9 &* (self >> 6)) }
}
