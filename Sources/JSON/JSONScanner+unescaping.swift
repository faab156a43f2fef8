extension JSONScanner {
    /// Moves past a string as `string(in:)` does, undoes its escapes where it stands, and returns the range of what it says.
    ///
    /// The text gets shorter, never longer; what is left over up to the closing quote means nothing. Bodies inside SQS's
    /// answers are full of escapes, so this checks and moves in one go, and moves eight bytes at a time.
    package mutating func unescapedString(in bytes: inout MutableSpan<UInt8>) throws(JSONError) -> Range<Int> {
        try beginString(in: bytes.span)
        let start = position
        var source = bytes.span.firstUnusualByte(from: start)
        var target = source
        defer { position = source }
        while source < bytes.count {
            switch bytes[source] {
            case UInt8(ascii: "\\"):
                try bytes.unescape(from: &source, to: &target)
                bytes.movePlainText(from: &source, to: &target)
            case UInt8(ascii: "\""):
                source += 1
                return start..<target
            case 0x80...:
                let length = bytes.span.lengthOfUTF8Sequence(at: source)
                guard length > 0 else { throw .invalidUTF8 }
                for _ in 0..<length { bytes.moveByte(from: &source, to: &target) }
            case ..<0x20:
                throw .controlCharacter
            default:
                bytes.moveByte(from: &source, to: &target)
            }
        }
        throw .truncated
    }
}

/// Moving text down within a buffer: `target` is never past `source`, so nothing unread is overwritten.
extension MutableSpan<UInt8> {
    @inline(__always)
    fileprivate mutating func unescape(from source: inout Int, to target: inout Int) throws(JSONError) {
        if source + 1 < count, let byte = self[source + 1].escapedByte {
            self[target] = byte
            source += 2
            target += 1
            return
        }
        guard let scalar = span.unescapedScalar(at: &source), let utf8 = UTF8.encode(scalar) else {
            throw .invalidEscape
        }
        for byte in utf8 {
            self[target] = byte
            target += 1
        }
    }

    /// Moves what comes before the next unusual byte; near the end of the buffer it may stop before that.
    @inline(__always)
    fileprivate mutating func movePlainText(from source: inout Int, to target: inout Int) {
        while let word = span.word(at: source) {
            let unusual = word.unusualBytes
            let length = unusual == 0 ? 8 : unusual.trailingZeroBitCount / 8
            store(word, length: length, at: target)
            source += length
            target += length
            guard unusual == 0 else { return }
        }
    }

    @inline(__always)
    fileprivate mutating func moveByte(from source: inout Int, to target: inout Int) {
        self[target] = self[source]
        source += 1
        target += 1
    }

    /// Stores the first bytes of a word and no others, in two halves that overlap where the length is no power of two.
    @inline(__always)
    private mutating func store(_ word: UInt64, length: Int, at index: Int) {
        // Any bytes are UInt8s, and bounds are checked: nothing here can go wrong.
        var raw = unsafe mutableBytes
        switch length {
        case 8:
            raw.storeBytes(of: word.littleEndian, toByteOffset: index, as: UInt64.self)
        case 4...7:
            let end = UInt32(truncatingIfNeeded: word >> ((length - 4) * 8))
            raw.storeBytes(of: UInt32(truncatingIfNeeded: word).littleEndian, toByteOffset: index, as: UInt32.self)
            raw.storeBytes(of: end.littleEndian, toByteOffset: index + length - 4, as: UInt32.self)
        case 2...3:
            let end = UInt16(truncatingIfNeeded: word >> ((length - 2) * 8))
            raw.storeBytes(of: UInt16(truncatingIfNeeded: word).littleEndian, toByteOffset: index, as: UInt16.self)
            raw.storeBytes(of: end.littleEndian, toByteOffset: index + length - 2, as: UInt16.self)
        case 1:
            raw.storeBytes(of: UInt8(truncatingIfNeeded: word), toByteOffset: index, as: UInt8.self)
        default: break
        }
    }
}
