/// Why no answer arrived.
package struct CurlError: Error, Equatable, Sendable {
    /// What a caller can do about it.
    package enum Kind: Equatable, Sendable {
        /// Time, the network or the server: the same request may succeed later.
        case transient
        /// The request or this machine: nothing changes until somebody changes a setting.
        case configuration
        /// The task that waited was cancelled, or the client was shut down.
        case cancelled
    }

    /// Whether waiting helps, or a change of settings, or neither.
    package var kind: Kind
    /// libcurl's `CURLcode`, 0 where libcurl had no part in it.
    package var code: Int
    /// libcurl's own words, which name hosts and files but never headers or bodies.
    package var message: String

    /// An error in words that are shown to people and logged, so without a secret in them.
    package init(kind: Kind, code: Int, message: String) {
        self.kind = kind
        self.code = code
        self.message = message
    }
}

extension CurlError: CustomStringConvertible {
    /// The message on one line, with libcurl's code where there is one: `Could not resolve host: sqs (6)`.
    package var description: String {
        let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        return code == 0 ? line : "\(line) (\(code))"
    }
}
