internal import CCurl

/// The header lines of one request, in the linked form libcurl reads them in.
///
/// The nodes and their text are written into memory kept from one request to the next: `curl_slist_append` would
/// allocate twice for every line, on every request.
///
/// ```
/// Expect:                       ← a name alone takes back what libcurl would add by itself
/// Content-Type: text/plain
/// X-Nothing;                    ← a header that is sent without a value
/// ```
@safe struct HeaderList: ~Copyable {
    private var text = ByteStore()
    private var nodes = ByteStore()

    /// The first line, valid until the next ``assign(_:bodyBytes:)``.
    var first: UnsafeMutablePointer<curl_slist> { unsafe nodes.start.assumingMemoryBound(to: curl_slist.self) }

    /// Replaces the lines; throws a configuration error for a header that would not arrive as it was given.
    ///
    /// `bodyBytes` is nil where no body is sent.
    mutating func assign(_ headers: [(name: String, value: String)], bodyBytes: Int?) throws(CurlError) {
        let unwanted = Self.unwanted(beside: headers, bodyBytes: bodyBytes)
        let count = unwanted.count + headers.count
        unsafe nodes.reserve(count * MemoryLayout<curl_slist>.stride)
        text.reserve(headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + Self.punctuationBytes })
        let node = unsafe first
        var end = unsafe text.start

        for (index, line) in unwanted.enumerated() {
            let data = unsafe UnsafeMutableRawPointer(mutating: line.utf8Start).assumingMemoryBound(to: CChar.self)
            unsafe (node + index).initialize(to: curl_slist(data: data, next: node + index + 1))
        }
        for (index, header) in headers.enumerated() {
            try Self.check(header)
            let data = unsafe end.assumingMemoryBound(to: CChar.self)
            let place = unsafe node + unwanted.count + index
            unsafe place.initialize(to: curl_slist(data: data, next: place + 1))
            unsafe Self.write(header, at: &end)
        }
        unsafe node[count - 1].next = nil
    }

    /// What libcurl would add unasked, so that a request carries its own headers, `Host` and `Content-Length`, and a
    /// large body does not wait for `100 Continue`.
    ///
    /// Only what it would add to this request: it compares every line with every header it knows.
    private static func unwanted(
        beside headers: [(name: String, value: String)],
        bodyBytes: Int?
    ) -> [StaticString] {
        var unwanted: [StaticString] = ["Accept:"]
        guard let bodyBytes else { return unwanted }
        if bodyBytes >= expectationThreshold { unwanted.append("Expect:") }
        if !headers.contains(where: isContentType) { unwanted.append("Content-Type:") }
        return unwanted
    }

    /// libcurl asks before it sends a body of more than 1 MiB.
    private static let expectationThreshold = 1 << 20

    private static func isContentType(_ header: (name: String, value: String)) -> Bool {
        let name = "content-type"
        // Most names end the comparison here.
        guard header.name.utf8.count == name.utf8.count else { return false }
        return header.name.lowercased() == name
    }

    /// `: ` and the terminating zero.
    private static let punctuationBytes = 3

    private static func write(_ header: (name: String, value: String), at end: inout UnsafeMutableRawPointer) {
        let isBlank = header.value.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        unsafe append(header.name, at: &end)
        unsafe append(isBlank ? ";" : ": ", at: &end)
        if !isBlank { unsafe append(header.value, at: &end) }
        unsafe end.storeBytes(of: 0, as: UInt8.self)
        unsafe end += 1
    }

    private static func append(_ text: String, at end: inout UnsafeMutableRawPointer) {
        let bytes = text.utf8Span.span
        unsafe bytes.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            unsafe end.copyMemory(from: start, byteCount: source.count)
        }
        unsafe end += bytes.count
    }

    /// Refuses what would end a line early or shift the border between name and value (RFC 9110 §5.1, §5.5).
    private static func check(_ header: (name: String, value: String)) throws(CurlError) {
        let isName = holds(header.name) { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ";") }
        guard isName, !header.name.isEmpty else {
            throw .refused("a header's name is empty or holds a character that no name can have")
        }
        let isValue = holds(header.value) { ($0 >= 0x20 && $0 != 0x7F) || $0 == UInt8(ascii: "\t") }
        guard isValue else {
            throw .refused("the value of header \(header.name) holds a line break or another control character")
        }
    }

    private static func holds(_ text: String, only isAllowed: (UInt8) -> Bool) -> Bool {
        let bytes = text.utf8Span.span
        var allowed = true
        for index in bytes.indices { allowed = isAllowed(bytes[index]) && allowed }
        return allowed
    }
}
