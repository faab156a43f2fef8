import JSON

extension String {
    /// Decodes the percent-encoded UTF-8 of a path; nil where an escape is cut short or the bytes are not UTF-8.
    ///
    /// A plus sign is a plus sign: it means a space in forms only.
    init?(percentDecoding text: Substring.UTF8View) {
        var decoded: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard
                let high = rest.popFirst()?.hexadecimalValue,
                let low = rest.popFirst()?.hexadecimalValue
            else { return nil }
            decoded.append(high << 4 | low)
        }
        self.init(validating: decoded, as: UTF8.self)
    }
}
