extension YAMLNode {
    /// The largest document, in bytes.
    package static let bytesMax = 1 << 20
    /// How many mappings and sequences may stand inside each other.
    package static let depthMax = 64

    /// Reads one document of UTF-8; nil where it holds nothing but comments.
    ///
    /// YAML 1.1 as libyaml reads it, without what makes a small file large or a plain one surprising: anchors, aliases,
    /// merge keys, tags, keys that are no texts and keys that come twice are errors, and so is a second document.
    package static func parse(_ document: [UInt8]) throws(YAMLError) -> YAMLNode? {
        guard document.count <= bytesMax else {
            throw YAMLError("the file is larger than \(bytesMax) bytes", at: .start)
        }
        var parser = YAMLParser(document)
        _ = try parser.next()
        guard case (.documentStart, _) = try parser.next() else { return nil }
        let (event, position) = try parser.next()
        let node = try node(event, at: position, depth: 1, &parser)
        _ = try parser.next()
        let (end, second) = try parser.next()
        guard case .streamEnd = end else {
            throw YAMLError("a second document begins here: write one a file", at: second)
        }
        return node
    }

    /// The node that an event begins.
    private static func node(
        _ event: YAMLParser.Event,
        at position: YAMLPosition,
        depth: Int,
        _ parser: inout YAMLParser
    ) throws(YAMLError) -> YAMLNode {
        switch event {
        case .scalar(let scalar):
            return YAMLNode(content: .scalar(scalar), position: position)
        case .sequenceStart, .mappingStart:
            guard depth <= depthMax else {
                throw YAMLError("more than \(depthMax) mappings and lists inside each other", at: position)
            }
            let content: Content =
                if case .sequenceStart = event {
                    .sequence(try elements(depth: depth + 1, &parser))
                } else {
                    .mapping(try entries(depth: depth + 1, &parser))
                }
            return YAMLNode(content: content, position: position)
        case .alias:
            throw YAMLError("aliases (*name) are not supported: write the value out", at: position)
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
            preconditionFailure("libyaml ends only what it has begun")
        }
    }

    private static func elements(depth: Int, _ parser: inout YAMLParser) throws(YAMLError) -> [YAMLNode] {
        var elements: [YAMLNode] = []
        while true {
            let (event, position) = try parser.next()
            if case .sequenceEnd = event { return elements }
            elements.append(try node(event, at: position, depth: depth, &parser))
        }
    }

    private static func entries(depth: Int, _ parser: inout YAMLParser) throws(YAMLError) -> [YAMLEntry] {
        var entries: [YAMLEntry] = []
        // By bytes: texts that look the same are two keys all the same, as in Go.
        var known: Set<[UInt8]> = []
        while true {
            let (event, position) = try parser.next()
            if case .mappingEnd = event { return entries }
            guard case .scalar(let key) = event else { throw YAMLError("a key must be a text", at: position) }
            guard !key.isPlain || key.text != "<<" else {
                throw YAMLError("merge keys (<<) are not supported: write the fields out", at: position)
            }
            guard known.insert(Array(key.text.utf8)).inserted else {
                throw YAMLError("key \(key.text) already set in this mapping", at: position)
            }
            let (start, valuePosition) = try parser.next()
            let value = try node(start, at: valuePosition, depth: depth, &parser)
            entries.append(YAMLEntry(key: key.text, position: position, value: value))
        }
    }
}
