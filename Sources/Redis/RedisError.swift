/// Why there is no answer, or not the one that was hoped for.
package enum RedisError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no connection, so nothing was sent.
    case cannotConnect(String)
    /// The server is not who it should be, or cannot prove it; nothing was sent.
    case untrusted(String)
    /// The server has answered that it will not, and has not.
    case refused(RedisRefusal)
    /// The connection ended before the answer: what was sent may have been done, or may yet be.
    case connectionLost(String)
    /// There was no answer in time, as after ``connectionLost(_:)``.
    case timedOut
    /// The client was closed by its owner; nothing was sent.
    case closed

    /// Whether what was sent may have been done all the same.
    package var leavesOutcomeUnknown: Bool {
        switch self {
        case .connectionLost, .timedOut: true
        case .cannotConnect, .untrusted, .refused, .closed: false
        }
    }

    /// What happened, in the words of whoever noticed.
    package var description: String {
        switch self {
        case .cannotConnect(let reason): "cannot connect: \(reason)"
        case .untrusted(let reason): "TLS: \(reason)"
        case .refused(let refusal): refusal.description
        case .connectionLost(let reason): "connection lost: \(reason)"
        case .timedOut: "no answer in time"
        case .closed: "closed"
        }
    }
}
