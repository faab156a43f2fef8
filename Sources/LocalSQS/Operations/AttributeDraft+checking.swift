extension [AttributeDraft] {
    /// The attributes in name order; throws when a name, a type or a value is not allowed.
    func checked() throws(SQSError) -> [MessageAttribute] {
        guard !isEmpty else { return [] }
        var attributes: [MessageAttribute] = []
        for draft in self { attributes.append(try draft.checked()) }
        return attributes.sorted { $0.name < $1.name }
    }
}

extension AttributeDraft {
    fileprivate func checked() throws(SQSError) -> MessageAttribute {
        guard 1...256 ~= name.utf8.count, name.utf8.allSatisfy(\.isAttributeNameByte) else {
            throw .invalidAttribute(
                "name '\(name)' is invalid. It can contain A-Z, a-z, 0-9, underscore, hyphen and period."
            )
        }
        return MessageAttribute(name: name, dataType: dataType, value: try checkedValue())
    }

    private func checkedValue() throws(SQSError) -> MessageAttribute.Value {
        let kind = dataType.split(separator: ".", maxSplits: 1).first ?? ""
        guard ["String", "Number", "Binary"].contains(kind) else {
            throw .invalidAttribute(
                "'\(name)' has an invalid message attribute type, "
                    + "the set of supported type prefixes is Binary, Number, and String."
            )
        }
        if kind == "Binary", let binaryValue {
            guard let bytes = Base64.decode(binaryValue) else { throw .unreadable }
            if !bytes.isEmpty { return .binary(bytes) }
        }
        guard kind != "Binary", let stringValue, !stringValue.isEmpty else {
            throw .invalidAttribute(
                "'\(name)' must contain a non-empty value for message attribute type '\(dataType)'."
            )
        }
        guard kind == "String" || Double(stringValue) != nil else {
            throw .invalidParameter("Can't cast the value of message attribute '\(name)' to a number.")
        }
        return .string(stringValue)
    }
}

extension UInt8 {
    fileprivate var isAttributeNameByte: Bool { isIdentifierByte || self == UInt8(ascii: ".") }
}
