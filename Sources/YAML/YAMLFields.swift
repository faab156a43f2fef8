/// Hands out the fields of a mapping one by one, and collects what is wrong: also fields that nobody asked for.
///
///     try YAMLFields.read(document) { fields in
///         name = fields.string("name")
///         limit = fields.integer("limit") ?? 10
///         fields.fields("server") { server in address = server.string("address") }
///     }
///
/// A field that is missing, empty or `null` is nil, as is one of a wrong kind, which is noted; so one reading finds
/// every mistake there is.
package struct YAMLFields {
    private let entries: [YAMLEntry]
    /// `tls_server_config.`, or nothing at the top.
    private let prefix: String
    /// Where the mapping begins.
    package let position: YAMLPosition
    private var asked: [String] = []
    /// What is wrong so far.
    private(set) var mistakes: [YAMLError] = []

    /// Reads a document whose top is a mapping; one that holds nothing has no fields.
    ///
    /// - Throws: ``YAMLMistakes`` with every mistake there is, in the order of the document.
    package static func read<Value>(
        _ document: [UInt8],
        _ body: (inout YAMLFields) -> Value
    ) throws(YAMLMistakes) -> Value {
        let node: YAMLNode?
        do throws(YAMLError) {
            node = try YAMLNode.parse(document)
        } catch {
            throw YAMLMistakes(all: [error])
        }
        var top = YAMLFields(entries: [], prefix: "", position: .start)
        switch node?.content {
        case .mapping(let entries): top = YAMLFields(entries: entries, prefix: "", position: .start)
        case .scalar, .sequence:
            if let node, !node.isNull {
                top.note("the file must hold a mapping, and not \(node.kind)", at: node.position)
            }
        case nil: break
        }
        let value = body(&top)
        top.noteUnknown()
        guard top.mistakes.isEmpty else { throw YAMLMistakes(all: top.mistakes.sorted { $0.position < $1.position }) }
        return value
    }

    private init(entries: [YAMLEntry], prefix: String, position: YAMLPosition) {
        self.entries = entries
        self.prefix = prefix
        self.position = position
    }

    /// The value of a field, nil where it is missing or null.
    package mutating func node(_ key: String) -> YAMLNode? {
        if !asked.contains(key) { asked.append(key) }
        guard let entry = entry(key), !entry.value.isNull else { return nil }
        return entry.value
    }

    /// Reads the mapping that a field holds; nil where it is missing or null.
    package mutating func fields<Value>(_ key: String, _ body: (inout YAMLFields) -> Value) -> Value? {
        guard let node = node(key) else { return nil }
        guard case .mapping(let entries) = node.content else {
            note(key, "must be a mapping, and not \(node.kind)")
            return nil
        }
        var inner = YAMLFields(entries: entries, prefix: "\(prefix)\(key).", position: node.position)
        let value = body(&inner)
        inner.noteUnknown()
        mistakes += inner.mistakes
        return value
    }

    /// Notes what is wrong with a field, which is named first: `min_version is …`.
    package mutating func note(_ key: String, _ mistake: String) {
        mistakes.append(YAMLError("\(prefix)\(key) \(mistake)", at: entry(key)?.position ?? position))
    }

    /// Notes what is wrong at a place.
    package mutating func note(_ mistake: String, at position: YAMLPosition) {
        mistakes.append(YAMLError(mistake, at: position))
    }

    private func entry(_ key: String) -> YAMLEntry? {
        entries.first { $0.key.utf8.elementsEqual(key.utf8) }
    }

    private mutating func noteUnknown() {
        for entry in entries where !asked.contains(where: { $0.utf8.elementsEqual(entry.key.utf8) }) {
            note(
                "field \(prefix)\(entry.key) not found; there are \(asked.joined(separator: ", "))",
                at: entry.position
            )
        }
    }
}
