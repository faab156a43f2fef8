import JSON

/// What a body says of each field; a fault is kept until the whole body has been read as JSON.
struct EventFields {
    private var type: Result<String, EventError>?
    private var value: Result<Double, EventError>?
    private var occurredAt: Result<Double, EventError>?
    private var isObject = true
    private var hasDuplicateKey = false

    /// Reads the whole body; throws only where it is not JSON.
    init(of body: Span<UInt8>) throws(JSONError) {
        var scanner = JSONScanner()
        if case .object = try scanner.nextKind(in: body) {
            try readMembers(with: &scanner, in: body)
        } else {
            isObject = false
            try scanner.skipValue(in: body)
        }
        try scanner.end(in: body)
    }

    var event: Event {
        get throws(EventError) {
            guard isObject else { throw .notAnObject }
            guard !hasDuplicateKey else { throw .duplicateKey }
            guard let type else { throw .missingType }
            let name = try type.get()
            guard let value else { throw .missingValue }
            let number = try value.get()
            guard let occurredAt else { throw .missingOccurredAt }
            return Event(type: name, value: number, occurredAtSeconds: try occurredAt.get())
        }
    }

    private mutating func readMembers(with scanner: inout JSONScanner, in body: Span<UInt8>) throws(JSONError) {
        var otherKeys = KeySet()
        try scanner.beginObject(in: body)
        if scanner.skipKey("type", in: body) { type = try readType(with: &scanner, in: body) }
        if scanner.skipKey("value", in: body) { value = try readValue(with: &scanner, in: body) }
        if scanner.skipKey("occurred_at", in: body) { occurredAt = try readOccurredAt(with: &scanner, in: body) }
        while let key = try scanner.nextKey(in: body) {
            if key.equals("type", in: body) {
                hasDuplicateKey = hasDuplicateKey || type != nil
                type = try readType(with: &scanner, in: body)
            } else if key.equals("value", in: body) {
                hasDuplicateKey = hasDuplicateKey || value != nil
                value = try readValue(with: &scanner, in: body)
            } else if key.equals("occurred_at", in: body) {
                hasDuplicateKey = hasDuplicateKey || occurredAt != nil
                occurredAt = try readOccurredAt(with: &scanner, in: body)
            } else {
                hasDuplicateKey = !otherKeys.insert(key, in: body) || hasDuplicateKey
                try scanner.skipValue(in: body)
            }
        }
    }

    private func readType(
        with scanner: inout JSONScanner,
        in body: Span<UInt8>
    ) throws(JSONError) -> Result<String, EventError> {
        guard case .string = try scanner.nextKind(in: body) else {
            try scanner.skipValue(in: body)
            return .failure(.typeNotAString)
        }
        let type = try scanner.string(in: body).text(in: body)
        if let fault = EventTypeName.fault(of: type) { return .failure(fault) }
        return .success(type)
    }

    private func readValue(
        with scanner: inout JSONScanner,
        in body: Span<UInt8>
    ) throws(JSONError) -> Result<Double, EventError> {
        guard case .number = try scanner.nextKind(in: body) else {
            try scanner.skipValue(in: body)
            return .failure(.valueNotANumber)
        }
        do throws(JSONError) {
            // Adding 0 turns −0 into 0.
            return .success(try scanner.number(in: body) + 0)
        } catch {
            guard case .numberOutOfRange = error else { throw error }
            return .failure(.valueOutOfRange)
        }
    }

    private func readOccurredAt(
        with scanner: inout JSONScanner,
        in body: Span<UInt8>
    ) throws(JSONError) -> Result<Double, EventError> {
        guard case .string = try scanner.nextKind(in: body) else {
            try scanner.skipValue(in: body)
            return .failure(.occurredAtNotAString)
        }
        let text = try scanner.string(in: body)
        let time: WrittenTime?
        if text.hasEscapes {
            let unescaped = text.unescaped(in: body)
            time = WrittenTime(unescaped.span)
        } else {
            time = WrittenTime(body.extracting(text.range))
        }
        guard let time else { return .failure(.occurredAtMalformed) }
        guard let seconds = time.secondsSince1970 else { return .failure(.occurredAtImpossible) }
        return .success(seconds)
    }
}
