extension JSONScanner {
    /// Moves past a value, checking all of it, and returns what ``unescapedString(in:)`` does where it is a string; nil
    /// where it is of another kind.
    package mutating func unescapedStringOrNil(in bytes: inout MutableSpan<UInt8>) throws(JSONError) -> Range<Int>? {
        guard try nextByte(in: bytes.span) == UInt8(ascii: "\"") else {
            try skipValue(in: bytes.span)
            return nil
        }
        return try unescapedString(in: &bytes)
    }

    /// Moves past a string as `string(in:)` does, undoes its escapes where it stands, and returns the range of what it
    /// says.
    ///
    /// The text gets shorter, never longer; what is left over up to the closing quote means nothing. Bodies inside
    /// SQS's answers are full of escapes, so this checks and moves in one go, and moves eight bytes at a time.
    package mutating func unescapedString(in bytes: inout MutableSpan<UInt8>) throws(JSONError) -> Range<Int> {
        try beginString(in: bytes.span)
        let start = position
        var source = bytes.span.firstUnusualByte(from: start)
        var target = source
        defer { position = source }
        while source < bytes.count {
            switch bytes[source] {
            case UInt8(ascii: "\""):
                source += 1
                return start..<target
            case 0x80...:
                let length = bytes.span.lengthOfUTF8Sequence(at: source)
                guard length > 0 else { throw .invalidUTF8 }
                for _ in 0..<length { bytes.moveByte(from: &source, to: &target) }
            case ..<0x20:
                throw .controlCharacter
            case let byte:
                let position = source
                bytes.moveWords(from: &source, to: &target)
                guard source == position else { continue }
                if byte == UInt8(ascii: "\\") {
                    try bytes.unescape(from: &source, to: &target)
                } else {
                    bytes.moveByte(from: &source, to: &target)
                }
            }
        }
        throw .truncated
    }
}

/// Moving text down within a buffer: `target` is never past `source`.
extension MutableSpan<UInt8> {
    @inline(__always)
    fileprivate mutating func unescape(from source: inout Int, to target: inout Int) throws(JSONError) {
        guard let scalar = span.unescapedScalar(at: &source), let utf8 = UTF8.encode(scalar) else {
            throw .invalidEscape
        }
        for byte in utf8 {
            self[target] = byte
            target += 1
        }
    }

    @inline(__always)
    fileprivate mutating func moveByte(from source: inout Int, to target: inout Int) {
        self[target] = self[source]
        source += 1
        target += 1
    }

    /// Moves plain text and undoes escapes of one byte as long as whole words are left; stops before anything else.
    ///
    /// A word is stored whole, whatever part of it is meant, and may so cover bytes that are not read yet. `window`
    /// holds what these were, the eight bytes from `source` on, and puts them back in the end.
    @inline(__always)
    fileprivate mutating func moveWords(from source: inout Int, to target: inout Int) {
        guard var window = span.word(at: source) else { return }
        while let next = span.word(at: source &+ 8) {
            store(window, at: target)
            let unusual = window.unusualBytes
            guard unusual != 0 else {
                (window, source, target) = (next, source &+ 8, target &+ 8)
                continue
            }
            let plain = unusual.trailingZeroBitCount / 8
            let rest = window &>> UInt64(plain &* 8)
            let isEscape = UInt8(truncatingIfNeeded: rest) == UInt8(ascii: "\\")
            // The seventh byte's escape is cut in two here, and first in the next word.
            guard isEscape, plain < 7, let byte = UInt8(truncatingIfNeeded: rest &>> 8).escapedByte else {
                window = rest | (next << UInt64(64 &- plain &* 8))
                (source, target) = (source &+ plain, target &+ plain)
                if isEscape, plain == 7 { continue }
                break
            }
            self[target &+ plain] = byte
            window = ((rest &>> 8) &>> 8) | next &<< UInt64(48 &- plain &* 8)
            (source, target) = (source &+ plain &+ 2, target &+ plain &+ 1)
        }
        store(window, at: source)
    }

    @inline(__always)
    private mutating func store(_ word: UInt64, at index: Int) {
        // Any bytes are UInt8s, and bounds are checked: nothing here can go wrong.
        var raw = unsafe mutableBytes
        raw.storeBytes(of: word.littleEndian, toByteOffset: index, as: UInt64.self)
    }
}
