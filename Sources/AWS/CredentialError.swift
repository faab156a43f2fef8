/// Why a source has no credentials; never holds a part of any.
package enum CredentialError: Error, Equatable, Sendable {
    /// Nothing is configured for this source, so another one may be asked.
    case absent(source: String)
    /// One half is set without the other.
    case incomplete(missing: String, present: String)
    /// A value that cannot be what its name says.
    case malformed(variable: String, reason: String)
}

extension CredentialError: CustomStringConvertible {
    /// One sentence with the variable at fault and the cure.
    package var description: String {
        switch self {
        case .absent(let source): "no AWS credentials in \(source)"
        case .incomplete(let missing, let present): "\(present) is set but \(missing) is not: set both"
        case .malformed(let variable, let reason): "\(variable) \(reason)"
        }
    }
}
