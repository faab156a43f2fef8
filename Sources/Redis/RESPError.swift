/// Why what a server sends is not an answer; nothing that follows can be understood either.
package enum RESPError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A value begins with a byte that means nothing; HTTP and TLS servers do so.
    case unknownType(UInt8)
    /// A number or the end of a line is not what it must be.
    case malformed
    /// Over ``RESPDecoder/Limits``.
    case tooLong
    /// Over ``RESPDecoder/Limits``.
    case tooDeep

    /// What is wrong, in a few words.
    package var description: String {
        switch self {
        case .unknownType: "this is not the Redis protocol"
        case .malformed: "a malformed answer"
        case .tooLong: "an answer that is too long"
        case .tooDeep: "an answer that is nested too deep"
        }
    }
}
