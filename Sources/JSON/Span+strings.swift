extension Span<UInt8> {
    /// The length of the UTF-8 sequence that starts at `index` with a byte outside ASCII; 0 when it is not valid.
    func lengthOfUTF8Sequence(at index: Int) -> Int {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch self[index] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard index &+ length <= count, second.contains(self[index &+ 1]) else { return 0 }
        for offset in 2..<max(length, 2) where self[index &+ offset] & 0xC0 != 0x80 { return 0 }
        return length
    }

    /// What the escape at `index`, a backslash, stands for; moves past it, and past its second half where it is a pair.
    ///
    /// Nil, and one byte on, when it is no escape, cut short, or a lone surrogate.
    func unescapedScalar(at index: inout Int) -> Unicode.Scalar? {
        index += 1
        guard index < count else { return nil }
        if self[index] == UInt8(ascii: "u") { return unescapedUnicode(at: &index) }
        guard let byte = self[index].escapedByte else { return nil }
        index += 1
        return Unicode.Scalar(byte)
    }

    private func unescapedUnicode(at index: inout Int) -> Unicode.Scalar? {
        guard let first = hexadecimalUnit(at: index + 1) else { return nil }
        if let scalar = Unicode.Scalar(first) {
            index += 5
            return scalar
        }
        guard
            UTF16.isLeadSurrogate(first), index + 6 < count,
            self[index + 5] == UInt8(ascii: "\\"), self[index + 6] == UInt8(ascii: "u"),
            let second = hexadecimalUnit(at: index + 7), UTF16.isTrailSurrogate(second)
        else { return nil }
        index += 11
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private func hexadecimalUnit(at start: Int) -> UInt16? {
        guard start + 4 <= count else { return nil }
        var unit: UInt16 = 0
        for index in start..<start + 4 {
            guard let digit = self[index].hexadecimalValue else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}

extension UInt8 {
    /// What a backslash and this byte stand for, where that is one byte.
    @inline(__always)
    var escapedByte: UInt8? {
        switch self {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): self
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }
}
