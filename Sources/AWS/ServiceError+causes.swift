package import Curl

extension ServiceError {
    /// A request that got no answer.
    package init(_ error: CurlError) {
        let known: Class =
            switch error.kind {
            case .transient: .network
            case .configuration: .configuration
            case .cancelled: .cancelled
            }
        self.init(class: known, code: String(error.code), message: error.message)
    }

    /// A request that could not be signed.
    package init(_ error: CredentialError) {
        self.init(class: .auth, code: "CredentialsUnavailable", message: error.description)
    }

    /// An answer of success that cannot be read, most likely because it was cut short.
    package static func malformedAnswer(_ reason: String) -> ServiceError {
        ServiceError(class: .network, code: "MalformedAnswer", message: reason)
    }
}
