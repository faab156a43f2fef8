import JSON

extension JSONPointer {
    /// The longest id that is taken, in bytes of UTF-8.
    static let maximumIDBytes = 1024

    /// The id that stands at this place of an event's body; nil where there is none.
    ///
    /// A string that is not empty, or a number by its text as written, so that `7` and `7.0` are two ids and `7` and
    /// `"7"` are one; of at most 1,024 bytes. Of two members with one key the first is followed. No more of the body is
    /// read than it takes to get there, and one that is no JSON has none.
    package func id(in body: Span<UInt8>) -> String? {
        try? find(in: body)
    }

    private func find(in body: Span<UInt8>) throws(JSONError) -> String? {
        var scanner = JSONScanner()
        for token in tokens {
            guard try scanner.move(to: token, in: body) else { return nil }
        }
        let text: JSONString
        switch try scanner.nextKind(in: body) {
        case .string:
            text = try scanner.string(in: body)
        case .number:
            let start = scanner.position
            try scanner.skipValue(in: body)
            text = JSONString(range: start..<scanner.position, hasEscapes: false)
        case .object, .array, .bool, .null:
            return nil
        }
        let id = text.text(in: body)
        return 1...Self.maximumIDBytes ~= id.utf8.count ? id : nil
    }
}

extension JSONScanner {
    /// Moves to the member or the element that a token names; false where there is none.
    fileprivate mutating func move(
        to token: JSONPointer.Token,
        in bytes: Span<UInt8>
    ) throws(JSONError) -> Bool {
        switch try nextKind(in: bytes) {
        case .object: try move(toMember: token.key, in: bytes)
        case .array: try move(toElement: token.index, in: bytes)
        case .string, .number, .bool, .null: false
        }
    }

    private mutating func move(toMember name: [UInt8], in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        try beginObject(in: bytes)
        while let key = try nextKey(in: bytes) {
            if key.equals(name, in: bytes) { return true }
            try skipValue(in: bytes)
        }
        return false
    }

    private mutating func move(toElement index: Int?, in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        guard var left = index else { return false }
        try beginArray(in: bytes)
        while try nextElement(in: bytes) {
            if left == 0 { return true }
            left -= 1
            try skipValue(in: bytes)
        }
        return false
    }
}

extension JSONString {
    fileprivate func equals(_ other: [UInt8], in bytes: Span<UInt8>) -> Bool {
        if hasEscapes { return unescaped(in: bytes) == other }
        guard range.count == other.count else { return false }
        for offset in other.indices where bytes[range.lowerBound + offset] != other[offset] { return false }
        return true
    }
}
