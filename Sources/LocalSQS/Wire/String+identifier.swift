extension String {
    /// Whether it can name a queue or a batch entry: 1 to 80 letters, digits, hyphens and underscores.
    var isIdentifier: Bool {
        1...Limits.nameLength ~= utf8.count && utf8.allSatisfy(\.isIdentifierByte)
    }
}

extension UInt8 {
    var isIdentifierByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
