extension JSONTextGenerator {
    /// Changes a text in one to three places; most of what comes out is not JSON any more, some of it is another text.
    package mutating func spoil(_ text: inout [UInt8]) {
        for _ in 0...random.below(3) where !text.isEmpty {
            let index = random.below(text.count)
            switch random.below(8) {
            case 0: text[index] = UInt8(truncatingIfNeeded: random.next())
            case 1: text[index] ^= 1 << UInt8(random.below(8))
            case 2: text.remove(at: index)
            case 3, 4: text.insert(random.element(of: Self.tellingBytes), at: index)
            case 5: text.removeSubrange(index..<min(text.count, index + 1 + random.below(8)))
            case 6:
                text.replaceSubrange(index..<index, with: text[index..<min(text.count, index + 1 + random.below(30))])
            default: text.removeLast(min(text.count, random.below(12)))
            }
        }
    }

    private static let tellingBytes: [UInt8] =
        Array(#""\{}[],:-+.eE019tfnu/ "#.utf8) + [
            0x00, 0x0A, 0x1F, 0x7F, 0x80, 0xBF, 0xC0, 0xC2, 0xED, 0xEF, 0xF4, 0xFF,
        ]
}
