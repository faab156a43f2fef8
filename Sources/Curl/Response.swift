/// One HTTP answer, as a value; any status is an answer, not an error.
package struct Response: Sendable {
    /// The status code of the final answer; interim ones (1xx) are not handed out.
    package var status: Int
    /// In the order received; names as the server spelt them.
    ///
    /// Empty where the request does not ask for them (``Request/answerHeaders``).
    package var headers: [(name: String, value: String)]
    /// As it came, at most as long as the request allowed.
    package var body: [UInt8]

    /// An answer, as a server would have given it.
    package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first value of a header, by its name in any case (RFC 9110 §5.1).
    package func header(_ name: String) -> String? {
        headers.first { Self.isSame($0.name, name) }?.value
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        guard one.utf8.count == other.utf8.count else { return false }
        return zip(one.utf8, other.utf8).allSatisfy { lowercase($0) == lowercase($1) }
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }
}
