import JSON

/// The kinds of values that requests of SQS are made of.
extension JSONScanner {
    mutating func text(in bytes: Span<UInt8>) throws(JSONError) -> String {
        try string(in: bytes).text(in: bytes)
    }

    mutating func int(in bytes: Span<UInt8>) throws(JSONError) -> Int {
        Int(try integer(in: bytes))
    }

    /// An array of strings.
    mutating func texts(in bytes: Span<UInt8>) throws(JSONError) -> [String] {
        var texts: [String] = []
        try beginArray(in: bytes)
        while try nextElement(in: bytes) { texts.append(try text(in: bytes)) }
        return texts
    }

    /// An object of strings; of two members with one key, the last.
    mutating func textsByKey(in bytes: Span<UInt8>) throws(JSONError) -> [String: String] {
        var texts: [String: String] = [:]
        try beginObject(in: bytes)
        while let key = try nextKey(in: bytes) { texts[key.text(in: bytes)] = try text(in: bytes) }
        return texts
    }
}
