import JSON

/// What a body says of each field; a fault is kept until the whole body has been read as JSON.
struct EventFields {
    // Missing until its key comes; nothing that is read is of this fault.
    private var type: Result<String, EventError> = .failure(.missingType)
    private var value: Result<Double, EventError> = .failure(.missingValue)
    private var occurredAt: Result<Double, EventError> = .failure(.missingOccurredAt)
    private var hasDuplicateKey = false

    /// Reads the whole body; throws only where it is not JSON.
    init(of body: Span<UInt8>) throws(JSONError) {
        var scanner = JSONScanner()
        if case .object = try scanner.nextKind(in: body) {
            try readMembers(with: &scanner, in: body)
        } else {
            type = .failure(.notAnObject)
            try scanner.skipValue(in: body)
        }
        try scanner.end(in: body)
    }

    /// The event; throws the fault that comes first among ``EventError``'s.
    var event: Event {
        get throws(EventError) {
            guard !hasDuplicateKey else { throw .duplicateKey }
            return Event(type: try type.get(), value: try value.get(), occurredAtSeconds: try occurredAt.get())
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
                hasDuplicateKey = hasDuplicateKey || type != .failure(.missingType)
                type = try readType(with: &scanner, in: body)
            } else if key.equals("value", in: body) {
                hasDuplicateKey = hasDuplicateKey || value != .failure(.missingValue)
                value = try readValue(with: &scanner, in: body)
            } else if key.equals("occurred_at", in: body) {
                hasDuplicateKey = hasDuplicateKey || occurredAt != .failure(.missingOccurredAt)
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
        guard let text = try scanner.stringOrNil(in: body) else { return .failure(.typeNotAString) }
        return text.withUTF8(in: body, Self.type)
    }

    private static func type(_ text: Span<UInt8>) -> Result<String, EventError> {
        if let fault = EventTypeName.fault(of: text) { return .failure(fault) }
        return .success(String(utf8: text))
    }

    private func readValue(
        with scanner: inout JSONScanner,
        in body: Span<UInt8>
    ) throws(JSONError) -> Result<Double, EventError> {
        do throws(JSONError) {
            guard let number = try scanner.numberOrNil(in: body) else { return .failure(.valueNotANumber) }
            // Adding 0 turns −0 into 0.
            return .success(number + 0)
        } catch {
            guard case .numberOutOfRange = error else { throw error }
            return .failure(.valueOutOfRange)
        }
    }

    private func readOccurredAt(
        with scanner: inout JSONScanner,
        in body: Span<UInt8>
    ) throws(JSONError) -> Result<Double, EventError> {
        guard let text = try scanner.stringOrNil(in: body) else { return .failure(.occurredAtNotAString) }
        return text.withUTF8(in: body, Self.occurredAt)
    }

    private static func occurredAt(_ text: Span<UInt8>) -> Result<Double, EventError> {
        guard let time = WrittenTime(text) else { return .failure(.occurredAtMalformed) }
        guard let seconds = time.secondsSince1970 else { return .failure(.occurredAtImpossible) }
        return .success(seconds)
    }
}

extension JSONString {
    /// Reads what it says, where it lies if that is how it is written.
    @inline(__always)
    fileprivate func withUTF8<Result>(in body: Span<UInt8>, _ read: (Span<UInt8>) -> Result) -> Result {
        hasEscapes ? read(unescaped(in: body).span) : read(body.extracting(range))
    }
}
