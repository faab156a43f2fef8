/// One answer of a Redis server, in RESP2 or RESP3.
///
/// What RESP3 tells apart for people's eyes alone is one here: simple, bulk, verbatim and big number are
/// ``string(_:)``, and a set is an ``array(_:)``; a map is the array of keys and values that RESP2 sends in its place.
package enum RESPValue: Equatable, Sendable {
    case string([UInt8])
    case error(RedisRefusal)
    case integer(Int64)
    case double(Double)
    case boolean(Bool)
    case null
    case array([RESPValue])
    /// Sent without having been asked for.
    case push([RESPValue])

    /// The bytes of a string.
    package var bytes: [UInt8]? {
        if case .string(let bytes) = self { bytes } else { nil }
    }

    /// The members of an array.
    package var members: [RESPValue]? {
        if case .array(let members) = self { members } else { nil }
    }

    /// The text of a string that is UTF-8.
    package var text: String? {
        bytes.flatMap { String(validating: $0, as: UTF8.self) }
    }
}
