/// Credentials from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, if temporary, `AWS_SESSION_TOKEN`.
///
/// `AWS_SECURITY_TOKEN` is read as the older name of the token, and `AWS_CREDENTIAL_EXPIRATION` (RFC 3339) as their
/// end. An empty variable counts as not set, as everywhere in AWS's tools.
package struct EnvironmentCredentials: CredentialSource {
    /// As in the `provider` label.
    package let name = "environment"
    /// Read once, as they are asked for before every request.
    private let outcome: Result<Credentials, CredentialError>

    /// Takes the environment as a value; the process's own is never read here.
    package init(environment: [String: String]) {
        let variables = Variables(environment: environment)
        outcome = Result { () throws(CredentialError) in try variables.credentials() }
    }

    /// The credentials as they were at the start; throws the variable that is missing or malformed, never its value.
    package func credentials() async throws(CredentialError) -> Credentials { try outcome.get() }
}

private struct Variables {
    let environment: [String: String]

    func credentials() throws(CredentialError) -> Credentials {
        let keyID = try value("AWS_ACCESS_KEY_ID")
        let secret = try value("AWS_SECRET_ACCESS_KEY")
        let token = try firstValue("AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")
        switch (keyID, secret) {
        case (let keyID?, let secret?):
            return Credentials(
                accessKeyID: keyID,
                secretAccessKey: secret,
                sessionToken: token,
                expiration: try expiration()
            )
        case (_?, nil): throw .incomplete(missing: "AWS_SECRET_ACCESS_KEY", present: "AWS_ACCESS_KEY_ID")
        case (nil, _?): throw .incomplete(missing: "AWS_ACCESS_KEY_ID", present: "AWS_SECRET_ACCESS_KEY")
        case (nil, nil): throw .absent(source: "the environment: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
        }
    }

    private func firstValue(_ variables: String...) throws(CredentialError) -> String? {
        for variable in variables {
            if let value = try value(variable) { return value }
        }
        return nil
    }

    /// A control character would break the header the value travels in; it is mostly a line break pasted along.
    private func value(_ variable: String) throws(CredentialError) -> String? {
        guard let value = environment[variable], !value.isEmpty else { return nil }
        guard value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .malformed(
                variable: variable,
                reason: "holds a space, a line break or a character beyond ASCII: paste it again without"
            )
        }
        return value
    }

    private func expiration() throws(CredentialError) -> Timestamp? {
        let variable = "AWS_CREDENTIAL_EXPIRATION"
        guard let text = environment[variable], !text.isEmpty else { return nil }
        guard let time = Timestamp(rfc3339: text) else {
            throw .malformed(variable: variable, reason: "is no time: write it as 2026-11-20T22:00:00Z")
        }
        return time
    }
}
