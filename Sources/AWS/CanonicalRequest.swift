/// A request in the one spelling that Signature Version 4 signs, up to the hash of the body.
///
///     POST
///     /
///
///     content-type:application/x-amz-json-1.0
///     host:sqs.eu-west-1.amazonaws.com
///     x-amz-date:20150830T123600Z
///     x-amz-target:AmazonSQS.ReceiveMessage
///
///     content-type;host;x-amz-date;x-amz-target
///     44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a
///
/// Line by line: method, path, query (empty here), each header, an empty line, and the names of the headers. The
/// SHA-256 of the body ends it, and is left to whoever has the body. AWS calls it the canonical request (IAM User
/// Guide, "Create a signed AWS API request").
struct CanonicalRequest {
    private(set) var bytes: [UInt8] = []
    /// `content-type;host;x-amz-date;x-amz-target`.
    private(set) var signedHeaders: [UInt8] = []

    /// Takes path and query as they stand in the request line, and every header that is to be signed.
    init(method: String, path: String, query: String, headers: [(name: String, value: String)]) {
        bytes.reserveCapacity(1024)
        bytes += method.utf8
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(canonicalPath: path)
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(canonicalQuery: query)
        bytes.append(UInt8(ascii: "\n"))
        append(headers)
        bytes.append(UInt8(ascii: "\n"))
        bytes += signedHeaders
        bytes.append(UInt8(ascii: "\n"))
    }

    /// One line a name, in the order of the names; the values of a repeated header share a line, in the order sent.
    private mutating func append(_ headers: [(name: String, value: String)]) {
        let fields = headers.enumerated()
            .map { (name: $1.name.lowercased(), position: $0, value: $1.value) }
            .sorted { ($0.name, $0.position) < ($1.name, $1.position) }
        var previous: String?
        for field in fields {
            if field.name == previous {
                bytes.append(UInt8(ascii: ","))
            } else {
                if previous != nil {
                    bytes.append(UInt8(ascii: "\n"))
                    signedHeaders.append(UInt8(ascii: ";"))
                }
                signedHeaders += field.name.utf8
                bytes += field.name.utf8
                bytes.append(UInt8(ascii: ":"))
                previous = field.name
            }
            bytes.append(collapsingSpaceIn: field.value)
        }
        bytes.append(UInt8(ascii: "\n"))
    }
}

extension [UInt8] {
    /// Appends a header's value without space at its ends and with one space for every run of it.
    fileprivate mutating func append(collapsingSpaceIn value: String) {
        guard value.utf8Span.span.containsSpace else {
            append(contentsOf: value.utf8)
            return
        }
        for (place, word) in value.utf8.split(whereSeparator: \.isSpace).enumerated() {
            if place > 0 { append(UInt8(ascii: " ")) }
            append(contentsOf: word)
        }
    }
}

extension Span<UInt8> {
    fileprivate var containsSpace: Bool {
        for index in indices where self[index].isSpace { return true }
        return false
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == UInt8(ascii: " ") || (0x09...0x0D).contains(self) }
}
