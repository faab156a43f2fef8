import Crypto

/// What makes two deliveries the same message: 16 bytes made from an id.
///
/// The id is the one in the payload, where there is one, or else SQS's message id. Of a UUID its own 16 bytes are
/// taken; any other id is hashed to the first 128 bits of its SHA-256. A key is one within its queue: a ledger keeps
/// those of different queues apart. Receipt handles and bodies are no identity: a handle is new at each delivery, and
/// two equal bodies may be two events.
package struct MessageKey: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes the key of a `MessageId`.
    package init(messageID: ArraySlice<UInt8>) {
        self = MessageKey(uuid: messageID) ?? MessageKey(digest: SHA256.hash(data: messageID))
    }

    /// Makes the key of an id that a producer has written into the payload.
    package init(eventID: String) {
        self.init(messageID: Array(eventID.utf8)[...])
    }

    /// The bytes of `8-4-4-4-12` hexadecimal digits (RFC 9562 §4), in either case; nil for any other text.
    private init?(uuid: ArraySlice<UInt8>) {
        let text = uuid.span
        let hyphen = UInt8(ascii: "-")
        guard text.count == 36,
            text[8] == hyphen, text[13] == hyphen, text[18] == hyphen, text[23] == hyphen,
            let first = HexadecimalDigits(text, at: 0, 4).number,
            let second = HexadecimalDigits(text, at: 9, 14).number,
            let third = HexadecimalDigits(text, at: 19, 24).number,
            let fourth = HexadecimalDigits(text, at: 28, 32).number
        else { return nil }
        self.init(high: UInt64(first) << 32 | UInt64(second), low: UInt64(third) << 32 | UInt64(fourth))
    }

    private init(digest: SHA256.Digest) {
        let bytes = Array(digest)
        self.init(high: Self.word(bytes[0..<8]), low: Self.word(bytes[8..<16]))
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
