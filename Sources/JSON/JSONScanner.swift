/// Reads one JSON text (RFC 8259, strict) value by value, in the order in which it is written.
///
/// The reader asks for what it expects and the scanner moves past it, or throws ``JSONError`` and is then of no more
/// use:
///
///     var scanner = JSONScanner()
///     try scanner.beginObject(in: bytes)
///     while let key = try scanner.nextKey(in: bytes) {
///         if key.equals("value", in: bytes) {
///             value = try scanner.numberOrNil(in: bytes)
///         } else {
///             try scanner.skipValue(in: bytes)
///         }
///     }
///     try scanner.end(in: bytes)
///
/// Every method takes the same bytes: a `Span` cannot be stored, and a reader may unescape what it has already passed.
/// Nothing is allocated. A text without its end is only found by ``end(in:)``.
package struct JSONScanner {
    /// The index of the next byte to read; after an error, of the byte that was wrong or close behind it.
    package internal(set) var position: Int
    private var depth = 0
    private let maximumDepth: Int
    /// Whether the innermost object or array has had no member yet, so that no comma is due.
    var isFirst = true

    /// Starts at `position`; refuses more than `maximumDepth` objects and arrays inside each other.
    package init(at position: Int = 0, maximumDepth: Int = 64) {
        precondition(position >= 0)
        self.position = position
        self.maximumDepth = maximumDepth
    }

    /// Tells what comes next without moving past it.
    package mutating func nextKind(in bytes: Span<UInt8>) throws(JSONError) -> JSONKind {
        guard let kind = JSONKind(firstByte: try nextByte(in: bytes)) else { throw .unexpectedByte }
        return kind
    }

    /// Moves into an object; ``nextKey(in:)`` must follow until it returns nil.
    package mutating func beginObject(in bytes: Span<UInt8>) throws(JSONError) {
        try begin(UInt8(ascii: "{"), in: bytes)
    }

    /// Moves past the next key and its colon, to its value, which must be read or skipped; nil is the end of the
    /// object.
    package mutating func nextKey(in bytes: Span<UInt8>) throws(JSONError) -> JSONString? {
        guard try nextMember(before: UInt8(ascii: "}"), in: bytes) else { return nil }
        guard bytes[position] == UInt8(ascii: "\"") else { throw .unexpectedByte }
        position += 1
        let key = try restOfString(in: bytes)
        guard try nextByte(in: bytes) == UInt8(ascii: ":") else { throw .unexpectedByte }
        position += 1
        return key
    }

    /// Moves into an array; ``nextElement(in:)`` must follow until it returns false.
    package mutating func beginArray(in bytes: Span<UInt8>) throws(JSONError) {
        try begin(UInt8(ascii: "["), in: bytes)
    }

    /// Moves to the next element, which must be read or skipped; false is the end of the array.
    package mutating func nextElement(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        try nextMember(before: UInt8(ascii: "]"), in: bytes)
    }

    /// Moves past `true` or `false`.
    package mutating func bool(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        guard try nextKind(in: bytes) == .bool else { throw .wrongKind }
        let value = bytes[position] == UInt8(ascii: "t")
        try skipLiteral(value ? "true" : "false", in: bytes)
        return value
    }

    /// Moves past `null` when that is what comes next, and says whether it was.
    package mutating func skipNull(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        guard try nextByte(in: bytes) == UInt8(ascii: "n") else { return false }
        try skipLiteral("null", in: bytes)
        return true
    }

    /// Moves past one value of any kind, checking all of it; only the range of its numbers is not looked at.
    package mutating func skipValue(in bytes: Span<UInt8>) throws(JSONError) {
        switch try nextKind(in: bytes) {
        case .object:
            try beginObject(in: bytes)
            while try nextKey(in: bytes) != nil { try skipValue(in: bytes) }
        case .array:
            try beginArray(in: bytes)
            while try nextElement(in: bytes) { try skipValue(in: bytes) }
        case .string: _ = try string(in: bytes)
        case .number: try skipNumber(in: bytes)
        case .bool: _ = try bool(in: bytes)
        case .null: _ = try skipNull(in: bytes)
        }
    }

    /// Checks that nothing but white space is left.
    package mutating func end(in bytes: Span<UInt8>) throws(JSONError) {
        while position < bytes.count, bytes[position].isWhiteSpace { position += 1 }
        guard position == bytes.count else { throw .unexpectedByte }
    }

    /// What is wrong where another kind of value was asked for: `wrongKind`, or that there is no value at all.
    func wrongKind(in bytes: Span<UInt8>) -> JSONError {
        JSONKind(firstByte: bytes[position]) == nil ? .unexpectedByte : .wrongKind
    }

    /// The first byte from `position` on that is no white space, which is skipped.
    @inline(__always)
    mutating func nextByte(in bytes: Span<UInt8>) throws(JSONError) -> UInt8 {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte.isWhiteSpace else { return byte }
            position += 1
        }
        throw .truncated
    }

    private mutating func begin(_ opening: UInt8, in bytes: Span<UInt8>) throws(JSONError) {
        guard try nextByte(in: bytes) == opening else { throw wrongKind(in: bytes) }
        guard depth < maximumDepth else { throw .tooDeep }
        depth += 1
        position += 1
        isFirst = true
    }

    @inline(__always)
    private mutating func nextMember(before closing: UInt8, in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        var byte = try nextByte(in: bytes)
        if byte == closing {
            depth -= 1
            position += 1
            isFirst = false
            return false
        }
        if isFirst {
            isFirst = false
            return true
        }
        guard byte == UInt8(ascii: ",") else { throw .unexpectedByte }
        position += 1
        byte = try nextByte(in: bytes)
        guard byte != closing else { throw .trailingComma }
        return true
    }

    private mutating func skipLiteral(_ literal: StaticString, in bytes: Span<UInt8>) throws(JSONError) {
        for offset in 0..<literal.utf8CodeUnitCount {
            guard position < bytes.count else { throw .truncated }
            guard bytes[position] == literal.byte(at: offset) else { throw .unexpectedByte }
            position += 1
        }
    }
}

extension UInt8 {
    @inline(__always)
    fileprivate var isWhiteSpace: Bool {
        switch self {
        case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): true
        default: false
        }
    }
}
