/// One answer of a Redis server, in RESP2; simple and bulk strings are one, and so are the two kinds of null.
package enum RESPValue: Equatable, Sendable {
    /// Bytes, which need not be text.
    case string([UInt8])
    /// The command has failed.
    case error(RedisRefusal)
    /// A whole number.
    case integer(Int64)
    /// Nothing is there.
    case null
    /// Answers within an answer.
    case array([RESPValue])

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
