extension JSONScanner {
    /// Moves past a string and checks all of it: UTF-8, escapes, surrogate pairs, no raw control characters.
    package mutating func string(in bytes: Span<UInt8>) throws(JSONError) -> JSONString {
        try beginString(in: bytes)
        return try restOfString(in: bytes)
    }

    /// Moves past a value, checking all of it, and returns it where it is a string; nil where it is of another kind.
    package mutating func stringOrNil(in bytes: Span<UInt8>) throws(JSONError) -> JSONString? {
        guard try nextByte(in: bytes) == UInt8(ascii: "\"") else {
            try skipValue(in: bytes)
            return nil
        }
        position += 1
        return try restOfString(in: bytes)
    }

    /// Moves past what follows an opening quote, and the closing one.
    @inline(__always)
    mutating func restOfString(in bytes: Span<UInt8>) throws(JSONError) -> JSONString {
        let start = position
        let end = bytes.firstUnusualByte(from: start)
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else {
            return try unusualString(from: start, in: bytes)
        }
        position = end + 1
        return JSONString(range: start..<end, hasEscapes: false)
    }

    /// Moves past the opening quote.
    @inline(__always)
    mutating func beginString(in bytes: Span<UInt8>) throws(JSONError) {
        guard try nextByte(in: bytes) == UInt8(ascii: "\"") else { throw wrongKind(in: bytes) }
        position += 1
    }

    @inline(never)
    private mutating func unusualString(from start: Int, in bytes: Span<UInt8>) throws(JSONError) -> JSONString {
        var hasEscapes = false
        while true {
            position = bytes.firstUnusualByte(from: position)
            guard position < bytes.count else { throw .truncated }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return JSONString(range: start..<position - 1, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                guard bytes.unescapedScalar(at: &position) != nil else { throw .invalidEscape }
                hasEscapes = true
            case 0x80...:
                let length = bytes.lengthOfUTF8Sequence(at: position)
                guard length > 0 else { throw .invalidUTF8 }
                position += length
            default:
                throw .controlCharacter
            }
        }
    }
}
