/// Eight hexadecimal digits, read all at once: one in each byte of a word.
///
/// Digits and letters come in no order that a processor could foresee, so there is no branch on any of them.
struct HexadecimalDigits {
    private let text: UInt64

    /// Takes four digits from each of two places, which must be within the text.
    init(_ text: Span<UInt8>, at first: Int, _ second: Int) {
        self.text = UInt64(Self.four(text, at: first)) << 32 | UInt64(Self.four(text, at: second))
    }

    private static func four(_ text: Span<UInt8>, at start: Int) -> UInt32 {
        UInt32(text[start]) << 24 | UInt32(text[start + 1]) << 16 | UInt32(text[start + 2]) << 8
            | UInt32(text[start + 3])
    }

    /// What they say; nil if one of them is no digit.
    var number: UInt32? {
        let letters = text | Self.each(0x20)
        // In every byte the topmost bit: whether it is at least the first, and not above the second. None can carry
        // over, because no byte is above 0x7F.
        let isDecimal = (text &+ Self.each(0x80 - 0x30)) & ~(text &+ Self.each(0x7F - 0x39))
        let isLetter = (letters &+ Self.each(0x80 - 0x61)) & ~(letters &+ Self.each(0x7F - 0x66))
        let areDigits = (isDecimal | isLetter) & Self.each(0x80) == Self.each(0x80)
        guard text & Self.each(0x80) == 0, areDigits else { return nil }

        // In ASCII a letter has bit 6 and counts from 1 in its low half.
        var digits = (text & Self.each(0x0F)) &+ 9 &* (text >> 6 & Self.each(0x01))
        digits = (digits | digits >> 4) & 0x00FF_00FF_00FF_00FF
        digits = (digits | digits >> 8) & 0x0000_FFFF_0000_FFFF
        return UInt32(truncatingIfNeeded: digits | digits >> 16)
    }

    private static func each(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
}
