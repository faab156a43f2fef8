extension String {
    /// Decodes percent-encoded UTF-8; nil where an escape is cut short or the bytes are not UTF-8.
    init?(percentDecoding text: some Collection<UInt8>) {
        var decoded: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(Self.digit), let low = rest.popFirst().flatMap(Self.digit)
            else { return nil }
            decoded.append(UInt8(high << 4 | low))
        }
        self.init(validating: decoded, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> Int? {
        Character(UnicodeScalar(byte)).hexDigitValue
    }
}
