extension [UInt8] {
    /// Appends a path as Signature Version 4 signs it: dot segments resolved, runs of `/` made one, then encoded once.
    ///
    /// The path of a request line is encoded already, so what was `%20` there is `%2520` here, as every service but
    /// S3 wants it.
    mutating func append(canonicalPath path: String) {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." {
                _ = segments.popLast()
            } else {
                segments.append(segment)
            }
        }
        for segment in segments {
            append(UInt8(ascii: "/"))
            for byte in segment.utf8 { append(percentEncoding: byte) }
        }
        if segments.isEmpty || path.hasSuffix("/") { append(UInt8(ascii: "/")) }
    }

    /// Appends a query as Signature Version 4 signs it: every name and value encoded afresh, sorted by both.
    mutating func append(canonicalQuery query: String) {
        guard !query.isEmpty else { return }
        var parameters: [(name: [UInt8], value: [UInt8])] = []
        for parameter in query.split(separator: "&") {
            let halves = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = halves.count == 2 ? halves[1] : ""
            parameters.append((name: Self(reencoding: halves[0]), value: Self(reencoding: value)))
        }
        parameters.sort { left, right in
            left.name == right.name
                ? left.value.lexicographicallyPrecedes(right.value)
                : left.name.lexicographicallyPrecedes(right.name)
        }
        for (place, parameter) in parameters.enumerated() {
            if place > 0 { append(UInt8(ascii: "&")) }
            append(contentsOf: parameter.name)
            append(UInt8(ascii: "="))
            append(contentsOf: parameter.value)
        }
    }

    /// Encodes what is not encoded yet and leaves the rest: `ሴ` and `%e1%88%b4` both become `%E1%88%B4`.
    private init(reencoding text: Substring) {
        self = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let code = rest.prefix(2)
            guard byte == UInt8(ascii: "%"), code.count == 2, let decoded = UInt8(Substring(code), radix: 16) else {
                append(percentEncoding: byte)
                continue
            }
            rest = rest.dropFirst(2)
            append(percentEncoding: decoded)
        }
    }
}
