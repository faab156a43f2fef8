/// A password's hash as `htpasswd -nB` writes it: `$2y$10$` and 53 characters of salt and hash.
struct BcryptHash: Equatable, Sendable {
    /// The hash as written.
    let text: String
    /// The number of rounds is two to its power; 4 to 31.
    let cost: Int

    /// Nil where the text is no hash of bcrypt.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 60, text.hasPrefix("$2a$") || text.hasPrefix("$2b$") || text.hasPrefix("$2y$"),
            bytes[6] == UInt8(ascii: "$"), bytes[4..<6].allSatisfy(Self.isDigit), bytes[7...].allSatisfy(Self.isOfHash)
        else { return nil }
        cost = Int(bytes[4] - UInt8(ascii: "0")) * 10 + Int(bytes[5] - UInt8(ascii: "0"))
        guard 4...31 ~= cost else { return nil }
        self.text = text
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func isOfHash(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
    }
}
