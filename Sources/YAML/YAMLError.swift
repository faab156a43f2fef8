/// What is wrong with a document, and where.
package struct YAMLError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, in words; holds keys of the document, and values only where a number or a choice was asked for.
    package var message: String
    /// Where it stands.
    package var position: YAMLPosition

    /// A mistake at a place.
    package init(_ message: String, at position: YAMLPosition) {
        self.message = message
        self.position = position
    }

    /// `line 3, column 5: field tls not found`.
    package var description: String { "\(position): \(message)" }
}

/// Every mistake in a document, in its order; never empty.
package struct YAMLMistakes: Error, Equatable, Sendable, CustomStringConvertible {
    /// At least one.
    package var all: [YAMLError]

    /// The mistakes, a line each.
    package var description: String { all.map(\.description).joined(separator: "\n") }
}
