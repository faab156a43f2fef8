import JSON

/// Reads message bodies as events.
///
///     { "type": "page_view", "value": 1, "occurred_at": "2020-10-06 10:02:05" }
///
/// Keys may come in any order, others are ignored, whatever their values. `occurred_at` is one of
///
///     2020-10-06 10:02:05         UTC
///     2020-10-06 10:02:05.25      UTC, 1–9 digits of a second
///     2020-10-06T10:02:05Z        RFC 3339; the fraction, T, t or a space, Z or z as it allows
///     2020-10-06T12:02:05+02:00
///
/// of the years 0000–9999. A local time, `T` without an offset, is refused: nobody knows which moment it is.
package struct EventDecoder: Sendable {
    /// The largest message SQS carries, so the largest body: 1 MiB.
    package static let maximumBodyBytes = 1_048_576

    /// A decoder holds nothing, so one serves every thread.
    package init() {}

    /// Decodes one body; throws the reason why it is no event.
    package func decode(_ body: Span<UInt8>) throws(EventError) -> Event {
        guard body.count <= Self.maximumBodyBytes else { throw .tooLarge }
        let fields: EventFields
        do throws(JSONError) {
            fields = try EventFields(of: body)
        } catch {
            throw body.isUTF8 ? EventError(error) : .notUTF8
        }
        return try fields.event
    }
}

extension EventError {
    fileprivate init(_ error: JSONError) {
        switch error {
        case .trailingComma: self = .trailingComma
        case .tooDeep: self = .tooDeep
        case .truncated, .unexpectedByte, .controlCharacter, .invalidEscape, .invalidUTF8, .numberOutOfRange,
            .wrongKind:
            self = .notJSON
        }
    }
}

extension Span<UInt8> {
    fileprivate var isUTF8: Bool {
        do {
            _ = try UTF8Span(validating: self)
            return true
        } catch {
            return false
        }
    }
}
