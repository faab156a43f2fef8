extension EventTypeName {
    /// The type that the events of all types without series of their own are counted under.
    ///
    /// Messages cannot claim it: an event whose own type is spelled so is counted as one of theirs.
    package static let other = EventTypeName(text: "__other__")

    /// What keeps a text from being an event's type; nil where nothing does.
    package static func fault(of text: String) -> EventError? {
        if text.isEmpty { return .typeEmpty }
        if text.utf8.count > 128 { return .typeTooLong }
        if text.hasControlCharacter { return .typeControlCharacter }
        return nil
    }
}

extension String {
    fileprivate var hasControlCharacter: Bool {
        let utf8 = utf8Span.span
        // Plain ASCII, as most are, is found out without a branch for each byte.
        var others = 0
        for index in utf8.indices { others &+= utf8[index] &- 0x20 < 0x5F ? 0 : 1 }
        guard others > 0 else { return false }
        for index in utf8.indices {
            switch utf8[index] {
            case ..<0x20, 0x7F: return true
            // U+0080–U+009F are C2 80–C2 9F.
            case 0xC2: if utf8[index + 1] < 0xA0 { return true }
            default: break
            }
        }
        return false
    }
}
