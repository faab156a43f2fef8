/// Why a text is not the JSON that its reader asked for; the scanner's `position` says where.
package enum JSONError: Error, Equatable, CaseIterable {
    /// The text ends before its value does.
    case truncated
    /// A byte that RFC 8259 does not allow here.
    case unexpectedByte
    /// A comma with no member or element after it.
    case trailingComma
    /// A control character below U+0020 in a string, which must be escaped.
    case controlCharacter
    /// An unknown escape, or half of a surrogate pair.
    case invalidEscape
    /// A string that is not UTF-8: overlong forms and surrogates included.
    case invalidUTF8
    /// More objects and arrays inside each other than the scanner allows.
    case tooDeep
    /// A number that the type asked for cannot hold.
    case numberOutOfRange
    /// A value, but not of the kind asked for.
    case wrongKind
}
