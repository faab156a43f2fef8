/// A value of a document and where it stands.
package struct YAMLNode: Equatable, Sendable {
    /// What the value is.
    package enum Content: Equatable, Sendable {
        /// A text, a number, true, null: what is written in one piece.
        case scalar(YAMLScalar)
        /// Values in order.
        case sequence([YAMLNode])
        /// Values by key, in the order they are written.
        case mapping([YAMLEntry])
    }

    /// What the value is.
    package var content: Content
    /// Where it begins.
    package var position: YAMLPosition

    /// Whether nothing is written where the value would be, or `null`.
    package var isNull: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.isNull
    }

    /// `a text`, as messages name what was found.
    var kind: String {
        switch content {
        case .scalar(let scalar): scalar.isNull ? "nothing" : "a text or number"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// A key of a mapping and its value; keys are texts, and none comes twice.
package struct YAMLEntry: Equatable, Sendable {
    /// The key, unquoted.
    package var key: String
    /// Where the key begins.
    package var position: YAMLPosition
    /// What the key stands for.
    package var value: YAMLNode
}
