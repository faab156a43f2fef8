/// Ids of messages: random UUIDs (RFC 9562, version 4).
enum MessageID {
    /// 36 characters, `2f4c…-…`.
    static func random() -> [UInt8] {
        let high: UInt64 = .random(in: .min ... .max) & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low: UInt64 = .random(in: .min ... .max) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return text(high, low)
    }

    /// Writes 128 bits as a UUID.
    static func text(_ high: UInt64, _ low: UInt64) -> [UInt8] {
        [UInt8](capacity: 36) { text in
            for digit in 0..<32 {
                if [8, 12, 16, 20].contains(digit) { text.append(UInt8(ascii: "-")) }
                let word = digit < 16 ? high : low
                text.append(Hex.digits[Int(word >> UInt64(60 - 4 * (digit % 16)) & 15)])
            }
        }
    }
}
