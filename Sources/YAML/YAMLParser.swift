internal import CYAML

/// libyaml's parser over one document; freed when it goes out of scope.
@safe struct YAMLParser: ~Copyable {
    /// What libyaml finds, one after another.
    enum Event {
        case streamStart, streamEnd, documentStart, documentEnd
        case scalar(YAMLScalar), sequenceStart, sequenceEnd, mappingStart, mappingEnd
        case alias
    }

    private let raw: UnsafeMutablePointer<yaml_parser_t>
    /// libyaml reads from it until the end.
    private let input: UnsafeMutableBufferPointer<UInt8>

    init(_ document: [UInt8]) {
        unsafe raw = .allocate(capacity: 1)
        unsafe input = .allocate(capacity: document.count)
        _ = unsafe input.initialize(from: document)
        precondition(unsafe yaml_parser_initialize(raw) == 1, "there is no memory for a parser")
        unsafe yaml_parser_set_input_string(raw, input.baseAddress, input.count)
        // Else libyaml guesses, and takes UTF-16.
        unsafe yaml_parser_set_encoding(raw, YAML_UTF8_ENCODING)
    }

    deinit {
        unsafe yaml_parser_delete(raw)
        unsafe raw.deallocate()
        unsafe input.deallocate()
    }

    /// The next event and where it begins; anchors and tags are errors, because nothing here has a use for them.
    mutating func next() throws(YAMLError) -> (Event, YAMLPosition) {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(raw, &event) == 1 else { throw failure }
        defer { unsafe yaml_event_delete(&event) }
        let position = unsafe YAMLPosition(event.start_mark)
        return (try unsafe Self.read(event, at: position), position)
    }

    private static func read(_ event: yaml_event_t, at position: YAMLPosition) throws(YAMLError) -> Event {
        switch unsafe event.type {
        case YAML_STREAM_START_EVENT: return .streamStart
        case YAML_STREAM_END_EVENT: return .streamEnd
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        case YAML_ALIAS_EVENT: return .alias
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            try refuse(anchor: unsafe start.anchor != nil, tag: unsafe start.tag != nil, at: position)
            return .sequenceStart
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            try refuse(anchor: unsafe start.anchor != nil, tag: unsafe start.tag != nil, at: position)
            return .mappingStart
        default:
            let scalar = unsafe event.data.scalar
            try refuse(anchor: unsafe scalar.anchor != nil, tag: unsafe scalar.tag != nil, at: position)
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let text = unsafe String(decoding: bytes, as: UTF8.self)
            return .scalar(YAMLScalar(text: text, isPlain: unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE))
        }
    }

    private static func refuse(anchor: Bool, tag: Bool, at position: YAMLPosition) throws(YAMLError) {
        if anchor { throw YAMLError("anchors (&name) are not supported: write the value out", at: position) }
        if tag { throw YAMLError("tags (!name) are not supported: leave it out, or quote a text", at: position) }
    }

    /// What libyaml says of its failure.
    private var failure: YAMLError {
        let problem = unsafe raw.pointee.problem.map { unsafe String(cString: $0) } ?? "no memory"
        guard unsafe raw.pointee.error != YAML_READER_ERROR else {
            return YAMLError(
                "\(problem): the file must be UTF-8 text",
                at: position(of: unsafe raw.pointee.problem_offset)
            )
        }
        let context = unsafe raw.pointee.context.map { unsafe " \(String(cString: $0))" } ?? ""
        return YAMLError(problem + context, at: unsafe YAMLPosition(raw.pointee.problem_mark))
    }

    /// The place of a byte, whose column counts bytes: what stands there is no character.
    private func position(of offset: Int) -> YAMLPosition {
        let before = unsafe input.prefix(offset)
        let line = unsafe before.count { $0 == UInt8(ascii: "\n") }
        let column = unsafe before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
        return YAMLPosition(line: line + 1, column: column + 1)
    }
}

extension YAMLPosition {
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}
