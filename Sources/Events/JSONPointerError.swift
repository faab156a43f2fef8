/// Why a text is no pointer into an event; the description ends a sentence about it.
package enum JSONPointerError: Error, Equatable, CustomStringConvertible {
    /// An empty one included.
    case noLeadingSlash
    /// A tilde with neither 0 nor 1 behind it.
    case unknownEscape

    /// What is wrong and how to mend it, without the text itself.
    package var description: String {
        switch self {
        case .noLeadingSlash: "must start with /: write /id for the member \"id\""
        case .unknownEscape: "has a ~ without 0 or 1 behind it: write ~0 for ~ and ~1 for /"
        }
    }
}
