import JSON

/// What a stored message says of itself, read back from its document: for those who ask afterwards.
extension StoredMessage {
    var id: String { member("MessageId") }
    var body: String { member("Body") }

    /// Values as text, those of the type Binary in base64.
    var attributeTexts: [String: String] {
        var texts: [String: String] = [:]
        for attribute in attributes {
            switch attribute.value {
            case .string(let text): texts[attribute.name] = text
            case .binary(let bytes): texts[attribute.name] = String(decoding: Base64.encode(bytes), as: UTF8.self)
            }
        }
        return texts
    }

    /// Makes `MD5OfBody` that of another body.
    mutating func spoilMD5() {
        let start = Array(#""MD5OfBody":""#.utf8)
        guard let digits = document.firstRange(of: start)?.upperBound else { return }
        document[digits..<digits + 32].reverse()
    }

    private func member(_ name: StaticString) -> String {
        let object = Array("{".utf8) + document + Array("}".utf8)
        return (try? Self.text(of: name, in: object.span)) ?? ""
    }

    private static func text(of name: StaticString, in bytes: Span<UInt8>) throws(JSONError) -> String {
        var scanner = JSONScanner()
        try scanner.beginObject(in: bytes)
        while let key = try scanner.nextKey(in: bytes) {
            if key.equals(name, in: bytes) { return try scanner.text(in: bytes) }
            try scanner.skipValue(in: bytes)
        }
        return ""
    }
}
