/// A string where it stands in its text: between its quotes, with its escapes.
///
/// Its methods take the bytes that it was scanned in, as they were then.
package struct JSONString: Equatable, Sendable {
    /// The bytes between the quotes.
    package var range: Range<Int>
    /// Whether a backslash is among them.
    package var hasEscapes: Bool

    /// A string that was found by other means than ``JSONScanner/string(in:)``.
    package init(range: Range<Int>, hasEscapes: Bool) {
        self.range = range
        self.hasEscapes = hasEscapes
    }

    /// Whether it says `other`: `"\u0074ype"` is `type`.
    package func equals(_ other: StaticString, in bytes: Span<UInt8>) -> Bool {
        if hasEscapes { return equalsUnescaped(other, in: bytes) }
        return bytes.extracting(range).equals(other)
    }

    private func equalsUnescaped(_ other: StaticString, in bytes: Span<UInt8>) -> Bool {
        var offset = 0
        var isEqual = true
        forEachByte(in: bytes) { byte in
            isEqual = isEqual && offset < other.utf8CodeUnitCount && other.byte(at: offset) == byte
            offset += 1
        }
        return isEqual && offset == other.utf8CodeUnitCount
    }

    /// What it says, as UTF-8 of its own.
    package func unescaped(in bytes: Span<UInt8>) -> [UInt8] {
        [UInt8](capacity: range.count) { copy in
            forEachByte(in: bytes) { byte in copy.append(byte) }
        }
    }

    /// What it says, as a string of its own.
    package func text(in bytes: Span<UInt8>) -> String {
        hasEscapes ? String(utf8: unescaped(in: bytes).span) : String(utf8: bytes.extracting(range))
    }

    @inline(__always)
    private func forEachByte(in bytes: Span<UInt8>, _ body: (UInt8) -> Void) {
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "\\") else {
                body(bytes[index])
                index += 1
                continue
            }
            let scalar = bytes.unescapedScalar(at: &index) ?? "\u{FFFD}"
            UTF8.encode(scalar)?.forEach(body)
        }
    }
}
