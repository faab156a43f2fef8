import JSON

/// A message attribute as its producer sends it, before it is known to be one.
struct AttributeDraft: WireObject {
    var name = ""
    var dataType = ""
    var stringValue: String?
    /// Still in base64.
    var binaryValue: [UInt8]?

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        if key.equals("DataType", in: bytes) {
            dataType = try scanner.text(in: bytes)
        } else if key.equals("StringValue", in: bytes) {
            stringValue = try scanner.text(in: bytes)
        } else if key.equals("BinaryValue", in: bytes) {
            binaryValue = try scanner.string(in: bytes).unescaped(in: bytes)
        } else {
            try scanner.skipValue(in: bytes)
        }
    }

    /// Reads an object of attributes by their names.
    static func all(_ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) -> [AttributeDraft] {
        var drafts: [AttributeDraft] = []
        try scanner.beginObject(in: bytes)
        while let key = try scanner.nextKey(in: bytes) {
            var draft = try AttributeDraft(&scanner, in: bytes)
            draft.name = key.text(in: bytes)
            drafts.append(draft)
        }
        return drafts
    }

    /// What the attribute counts against its message's size.
    var byteCount: Int {
        let value = stringValue?.utf8.count ?? binaryValue.map { $0.count / 4 * 3 } ?? 0
        return name.utf8.count + dataType.utf8.count + value
    }
}
