extension Span<UInt8> {
    /// The index of the first byte from `start` on that is not plain text of a string; `count` when there is none.
    ///
    /// Not plain are a quote, a backslash, a control character and anything outside ASCII. Looks at eight bytes at a
    /// time, and at 32 once the text turns out to be long, as receipt handles are.
    @inline(__always)
    func firstUnusualByte(from start: Int) -> Int {
        var index = start
        while let word = word(at: index) {
            let unusual = word.unusualBytes
            guard unusual == 0 else { return index &+ unusual.trailingZeroBitCount / 8 }
            index &+= 8
            if index &- start == 40 { index = skipLongText(from: index) }
        }
        // What is left of the last word; the zeros that are moved in behind it count as unusual.
        guard count >= 8, let last = word(at: count &- 8) else {
            while index < count, !self[index].isUnusual { index &+= 1 }
            return index
        }
        let rest = last >> UInt64(64 &- 8 &* (count &- index))
        return index &+ rest.unusualBytes.trailingZeroBitCount / 8
    }

    private func skipLongText(from start: Int) -> Int {
        var index = start
        while let words = fourWords(at: index) {
            let unusual = words.unusualBytes
            guard unusual[0] | unusual[1] | unusual[2] | unusual[3] == 0 else { break }
            index &+= 32
        }
        return index
    }

    /// Whether the bytes are the same.
    @inline(__always)
    private func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        // The last word overlaps the one before it, unless they end together.
        if count >= 8 {
            var index = 0
            while index < count &- 8 {
                guard word(at: index) == other.word(at: index) else { return false }
                index &+= 8
            }
            return word(at: count &- 8) == other.word(at: count &- 8)
        }
        if count >= 4 {
            return halfWord(at: 0) == other.halfWord(at: 0)
                && halfWord(at: count &- 4) == other.halfWord(at: count &- 4)
        }
        for index in 0..<count where self[index] != other[index] { return false }
        return true
    }

    /// Whether the bytes are those of a literal.
    @inline(__always)
    func equals(_ literal: StaticString) -> Bool {
        // A literal lives as long as the program.
        equals(unsafe Span(_unsafeStart: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// The eight bytes from `index` on, which is not negative, the first of them lowest; nil where there are fewer.
    @inline(__always)
    func word(at index: Int) -> UInt64? {
        assert(index >= 0)
        guard index <= count &- 8 else { return nil }
        // Checked above, and any bytes are an integer; checking inside the load once more makes decoding 8 % slower.
        return unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
    }

    /// The same of four bytes.
    @inline(__always)
    private func halfWord(at index: Int) -> UInt32? {
        assert(index >= 0)
        guard index <= count &- 4 else { return nil }
        return unsafe UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt32.self))
    }

    @inline(__always)
    private func fourWords(at index: Int) -> SIMD4<UInt64>? {
        assert(index >= 0)
        guard index <= count &- 32 else { return nil }
        // As above; the order of the bytes does not matter to a search that only tells whether.
        return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD4<UInt64>.self)
    }
}

extension UInt8 {
    /// Whether it is not plain text of a string.
    fileprivate var isUnusual: Bool {
        self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") || self < 0x20 || self >= 0x80
    }
}

extension UInt64 {
    /// The top bit of each byte that is unusual; bits above the lowest one set may be wrong.
    @inline(__always)
    var unusualBytes: UInt64 {
        // Taking n from a byte sets its top bit where it was below n, or above 0x80, which is unusual in any case; a
        // borrow only reaches bytes above one that was found. Flipping bit 1 turns the quote, 0x22, into 0x20, and
        // leaves the control characters below that: one subtraction finds both.
        let quotesAndControls = (self ^ 0x0202_0202_0202_0202) &- 0x2121_2121_2121_2121
        let backslashes = (self ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
        return (quotesAndControls | backslashes | self) & 0x8080_8080_8080_8080
    }
}

extension SIMD4<UInt64> {
    /// The same of four words at once.
    @inline(__always)
    fileprivate var unusualBytes: SIMD4<UInt64> {
        let quotesAndControls = (self ^ 0x0202_0202_0202_0202) &- 0x2121_2121_2121_2121
        let backslashes = (self ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
        return (quotesAndControls | backslashes | self) & 0x8080_8080_8080_8080
    }
}
