import JSON

/// A JSON object of a request, read member by member.
protocol WireObject {
    init()

    /// Reads the value of one member, or skips it when it knows no such member; never meets `null`.
    mutating func read(
        _ key: JSONString,
        _ scanner: inout JSONScanner,
        in bytes: Span<UInt8>
    ) throws(JSONError)
}

extension WireObject {
    /// Reads an object; a member that is `null` counts as absent.
    init(_ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        self.init()
        try scanner.beginObject(in: bytes)
        while let key = try scanner.nextKey(in: bytes) {
            if try scanner.skipNull(in: bytes) { continue }
            try read(key, &scanner, in: bytes)
        }
    }
}
