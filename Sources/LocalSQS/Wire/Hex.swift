/// Lower-case hexadecimal digits, as digests and request ids want them.
enum Hex {
    static let digits = Array("0123456789abcdef".utf8)

    static func bytes(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(32)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text
    }

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: Self.bytes(bytes), as: UTF8.self)
    }
}
