/// One request as it reached a ``LoopbackServer``, byte for byte.
package struct LoopbackRequest: Sendable {
    /// Which of the server's connections brought it, counted from 1.
    package let connection: Int
    /// Head and body as they came over the wire.
    package let bytes: [UInt8]
    private let headCount: Int

    /// Reads a request off the front of `bytes`; nil as long as it is not complete.
    ///
    /// The body's length is that of `Content-Length`; without one there is no body.
    init?(connection: Int, startOf bytes: [UInt8]) {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else { return nil }
        headCount = end
        let lines = Self.lines(bytes.prefix(end))
        let length = lines.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
        guard bytes.count >= end + length else { return nil }
        self.connection = connection
        self.bytes = Array(bytes.prefix(end + length))
    }

    /// The whole request as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
    package var body: [UInt8] { Array(bytes.dropFirst(headCount)) }
    /// The first line, as in `POST /queue HTTP/1.1`.
    package var requestLine: String {
        String(decoding: bytes.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    }
    /// The path and query, or the absolute URL where the client takes the server for a proxy.
    package var target: String { requestLine.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    /// In the order received; names as the client spelt them.
    package var headers: [(name: String, value: String)] { Self.lines(bytes.prefix(headCount)) }

    /// The first value of a header, by its name in any case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    private static func lines(_ head: ArraySlice<UInt8>) -> [(name: String, value: String)] {
        String(decoding: head, as: UTF8.self).split(separator: "\r\n").dropFirst().map { line in
            let name = line.prefix { $0 != ":" }
            return (String(name), String(line.dropFirst(name.count + 1).drop { $0 == " " }))
        }
    }
}
