extension EventTypeName {
    /// The type that the events of all types without series of their own are counted under.
    ///
    /// Messages cannot claim it: an event whose own type is spelled so is counted as one of theirs.
    package static let other = EventTypeName(text: "__other__")

    /// What keeps UTF-8 from being an event's type; nil where nothing does.
    package static func fault(of text: Span<UInt8>) -> EventError? {
        if text.isEmpty { return .typeEmpty }
        if text.count > 128 { return .typeTooLong }
        if text.hasControlCharacter { return .typeControlCharacter }
        return nil
    }
}

extension Span<UInt8> {
    fileprivate var hasControlCharacter: Bool {
        for index in indices where !(0x20..<0x7F ~= self[index]) {
            switch self[index] {
            // U+0080–U+009F are C2 80–C2 9F.
            case 0xC2: if self[index + 1] < 0xA0 { return true }
            case 0x80...: break
            default: return true
            }
        }
        return false
    }
}
