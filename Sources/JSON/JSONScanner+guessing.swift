extension JSONScanner {
    /// Moves past a key and its colon where just these come next, without white space or escapes; else moves nowhere.
    ///
    /// A guess that is right costs a fraction of what ``nextKey(in:)`` and a comparison do. After one that is wrong,
    /// ``nextKey(in:)`` tells which key it is, or that there is none.
    package mutating func skipKey(_ key: StaticString, in bytes: Span<UInt8>) -> Bool {
        let start = position &+ (isFirst ? 1 : 2)
        let end = start &+ key.utf8CodeUnitCount
        guard
            end &+ 2 <= bytes.count,
            isFirst || bytes[position] == UInt8(ascii: ","), bytes[start &- 1] == UInt8(ascii: "\""),
            bytes[end] == UInt8(ascii: "\""), bytes[end &+ 1] == UInt8(ascii: ":"),
            bytes.extracting(start..<end).equals(key)
        else { return false }
        isFirst = false
        position = end &+ 2
        return true
    }
}
