import JSON

/// Which part of a list is asked for.
struct Page {
    var maximum: Int?
    var token: String?

    /// Reads one of the two members; false when it is neither.
    mutating func read(
        _ key: JSONString,
        _ scanner: inout JSONScanner,
        in bytes: Span<UInt8>
    ) throws(JSONError) -> Bool {
        if key.equals("MaxResults", in: bytes) {
            maximum = try scanner.int(in: bytes)
        } else if key.equals("NextToken", in: bytes) {
            token = try scanner.text(in: bytes)
        } else {
            return false
        }
        return true
    }

    /// The names on this page, and the token of the next; only who asks for a size gets a token.
    ///
    /// A token is the last name of its page in base64.
    ///
    /// - Parameter names: all names, sorted.
    func part(of names: [String]) throws(SQSError) -> (names: ArraySlice<String>, nextToken: [UInt8]?) {
        let size = maximum ?? Limits.listResults.upperBound
        try Limits.listResults.check(size, "MaxResults")
        let rest = try names[firstIndex(in: names)...]
        let page = rest.prefix(size)
        guard let last = page.last, page.count < rest.count, maximum != nil else { return (page, nil) }
        return (page, Base64.encode(Array(last.utf8)))
    }

    static func write(
        _ part: (names: ArraySlice<String>, nextToken: [UInt8]?),
        as key: StaticString,
        for caller: Caller,
        to answer: inout JSONWriter
    ) {
        answer.key(key)
        answer.beginArray()
        for name in part.names { answer.string(caller.url(of: name)) }
        answer.endArray()
        guard let token = part.nextToken else { return }
        answer.key("NextToken")
        answer.string(token)
    }

    private func firstIndex(in names: [String]) throws(SQSError) -> Int {
        guard let token else { return 0 }
        guard let last = Base64.decode(Array(token.utf8)) else {
            throw .invalidParameter("Invalid or expired NextToken value.")
        }
        let name = String(decoding: last, as: UTF8.self)
        return names.firstIndex { $0 > name } ?? names.count
    }
}
