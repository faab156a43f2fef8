/// What a request is signed with: a triple that belongs together and is never mixed with another.
package struct Credentials: Equatable, Sendable {
    /// Names the key, `AKIAIOSFODNN7EXAMPLE`; no secret, and part of every signed request.
    package var accessKeyID: String
    /// What signatures are made with; never sent, printed or logged.
    package var secretAccessKey: String
    /// Sent and signed as `X-Amz-Security-Token` with temporary credentials.
    package var sessionToken: String?
    /// When they stop working; nil when the source does not say or they do not expire.
    package var expiration: Timestamp?

    /// A key without a session token is a long-term one; nothing is checked here.
    package init(
        accessKeyID: String,
        secretAccessKey: String,
        sessionToken: String? = nil,
        expiration: Timestamp? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The access key's id alone, which AWS itself prints in its logs.
    package var description: String { "Credentials(\(accessKeyID))" }

    /// The same as ``description``: it is what collections and the debugger show.
    package var debugDescription: String { description }

    /// Without children, so that `dump` and test failures show no secret either.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
