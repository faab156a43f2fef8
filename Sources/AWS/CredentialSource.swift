/// Where credentials come from: the environment, a file, a metadata service, or a chain of them.
package protocol CredentialSource: Sendable {
    /// A short name for logs and for the `provider` label, `environment`.
    var name: String { get }

    /// The credentials to sign the next request with; asked before every request, so a source caches what costs time.
    func credentials() async throws(CredentialError) -> Credentials

    /// Tells that the service refused these as expired or unknown; the next ``credentials()`` should bring others.
    ///
    /// A source that cannot get others does nothing, which is the default.
    func discard(_ refused: Credentials) async
}

extension CredentialSource {
    /// Does nothing: for a source that has no others to give.
    package func discard(_ refused: Credentials) async {}
}
