/// A text and where it stands.
package struct YAMLText: Equatable, Sendable {
    /// The text, unquoted.
    package var text: String
    /// Where it begins.
    package var position: YAMLPosition
}

extension YAMLFields {
    /// A text; a number or a choice is taken as it is written.
    package mutating func string(_ key: String) -> String? {
        scalar(key, "a text")?.text
    }

    /// True or false.
    package mutating func bool(_ key: String) -> Bool? {
        read(key, "true or false", \.bool)
    }

    /// A whole number.
    package mutating func integer(_ key: String) -> Int? {
        read(key, "a whole number", \.integer)
    }

    /// A duration with its unit.
    package mutating func duration(_ key: String) -> Duration? {
        read(key, "a duration with its unit, 1s or 5m for example", \.duration)
    }

    /// Texts in order.
    package mutating func strings(_ key: String) -> [String]? {
        texts(key)?.map(\.text)
    }

    /// Texts in order, with their places.
    package mutating func texts(_ key: String) -> [YAMLText]? {
        guard let node = node(key) else { return nil }
        guard case .sequence(let elements) = node.content else {
            note(key, "must be a list of texts, and not \(node.kind)")
            return nil
        }
        return elements.compactMap { text($0, in: key) }
    }

    /// Texts by names that the writer of the document chooses, in its order.
    package mutating func pairs(_ key: String) -> [(name: YAMLText, value: YAMLText)]? {
        guard let node = node(key) else { return nil }
        guard case .mapping(let entries) = node.content else {
            note(key, "must be a mapping of names to texts, and not \(node.kind)")
            return nil
        }
        return entries.compactMap { entry in
            text(entry.value, in: key).map { (YAMLText(text: entry.key, position: entry.position), $0) }
        }
    }

    private mutating func text(_ node: YAMLNode, in key: String) -> YAMLText? {
        guard case .scalar(let scalar) = node.content, !scalar.isNull else {
            note("\(key) must hold texts, and not \(node.kind)", at: node.position)
            return nil
        }
        return YAMLText(text: scalar.text, position: node.position)
    }

    private mutating func read<Value>(_ key: String, _ form: String, _ value: (YAMLScalar) -> Value?) -> Value? {
        guard let scalar = scalar(key, form) else { return nil }
        guard let value = value(scalar) else {
            note(key, "is \(scalar.isPlain ? "" : "the text ")\"\(scalar.text.prefix(40))\"; write \(form)")
            return nil
        }
        return value
    }

    private mutating func scalar(_ key: String, _ form: String) -> YAMLScalar? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let scalar) = node.content else {
            note(key, "must be \(form), and not \(node.kind)")
            return nil
        }
        return scalar
    }
}
