import AWS
import Synchronization

/// Credentials that are replaced by the next ones each time they are discarded.
final class FixedCredentials: CredentialSource {
    let name = "fixed"
    private let all: Mutex<[Credentials]>

    init(_ credentials: [Credentials]) {
        all = Mutex(credentials)
    }

    convenience init(_ keyIDs: String...) {
        self.init(keyIDs.map { Credentials(accessKeyID: $0, secretAccessKey: "secret") })
    }

    convenience init(sessionToken: String? = nil) {
        self.init([Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: sessionToken)])
    }

    func credentials() async throws(CredentialError) -> Credentials {
        guard let current = all.withLock({ $0.first }) else { throw .absent(source: name) }
        return current
    }

    func discard(_ refused: Credentials) async {
        all.withLock { all in
            if all.count > 1, all.first == refused { all.removeFirst() }
        }
    }
}
