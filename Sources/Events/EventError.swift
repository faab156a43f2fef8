/// Why a message body is not an event; the raw value is the `reason` label.
///
/// A body with several faults has the reason that comes first here, wherever in the body the faults are; only among
/// `notJSON`, `trailingComma` and `tooDeep` does the one written first win.
package enum EventError: String, Error, CaseIterable, Sendable {
    /// More than 1 MiB.
    case tooLarge = "too_large"
    /// Bytes that are not UTF-8, which includes UTF-16 and UTF-32.
    case notUTF8 = "not_utf8"
    /// Not RFC 8259 JSON; an empty body and one with a byte order mark included.
    case notJSON = "not_json"
    /// A comma with nothing after it, the commonest slip of JSON written by hand.
    case trailingComma = "trailing_comma"
    /// More than 64 objects and arrays inside each other, the event itself included.
    case tooDeep = "too_deep"
    /// JSON, but an array, a string, a number, a boolean or null.
    case notAnObject = "not_an_object"
    /// A key that the event has twice, known or not; inside the values of unknown keys nobody looks.
    case duplicateKey = "duplicate_key"
    case missingType = "missing_type"
    case typeNotAString = "type_not_a_string"
    case typeEmpty = "type_empty"
    /// More than 128 bytes of UTF-8.
    case typeTooLong = "type_too_long"
    /// U+0000–U+001F or U+007F–U+009F, escaped or not.
    case typeControlCharacter = "type_control_character"
    case missingValue = "missing_value"
    /// Numbers in quotes included.
    case valueNotANumber = "value_not_a_number"
    /// A number no `Double` comes near, 1e309.
    case valueOutOfRange = "value_out_of_range"
    case missingOccurredAt = "missing_occurred_at"
    case occurredAtNotAString = "occurred_at_not_a_string"
    /// Written in another way than ``EventDecoder`` lists.
    case occurredAtMalformed = "occurred_at_malformed"
    /// Written well, but no such moment was or will be: 2020-02-30, 25:00:00.
    case occurredAtImpossible = "occurred_at_impossible"
}
