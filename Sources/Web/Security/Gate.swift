import Logging
import NIOSSL
import Synchronization
import Threads

/// Decides who is let in, as the web configuration file says at the moment.
///
/// The file and the certificates it names are looked at every second, on a thread of the gate's own, which also checks
/// passwords. What is wrong then is logged once, and what was right before stays.
package final class Gate: Sendable {
    private struct State {
        var contents: WebConfigurationFile.Contents
        var bucket: TokenBucket?
        var passed = PassedChecks()
        /// What was wrong when the file was last read again.
        var failure: WebConfigurationError?
    }

    private let file: WebConfigurationFile
    private let state: Mutex<State>
    private let inbox = GateInbox()

    /// Reads the file and checks all that it says; holds no thread of the pool meanwhile.
    package init(file path: String) async throws(WebConfigurationError) {
        file = WebConfigurationFile(path: path)
        let contents = try await file.read()
        state = Mutex(
            State(contents: contents, bucket: contents.configuration.rateLimit.map { TokenBucket($0, now: .now) })
        )
    }

    /// What a connection that is opened now needs for TLS; nil for plain HTTP.
    var tls: (context: NIOSSLContext, settings: TLSSettings)? {
        state.withLock { state in
            guard let context = state.contents.tls, let settings = state.contents.configuration.tls else { return nil }
            return (context, settings)
        }
    }

    /// Header fields of every answer.
    var headers: [WebConfiguration.Header] { state.withLock(\.contents.configuration.headers) }

    /// Whether one more request is answered now.
    func hasRoom() -> Bool { state.withLock { $0.bucket?.take(now: .now) ?? true } }

    /// Whether who sends this `Authorization` may ask.
    ///
    /// Every refusal takes as long as every other: no user named, a user that does not exist, a wrong password.
    func admits(_ authorization: String?) async -> Bool {
        let users = state.withLock(\.contents.configuration.users)
        guard let highestCost = users.map(\.hash.cost).max() else { return true }
        let given = authorization.flatMap(Credentials.init)
        let user = users.first { user in given.map { user.name.utf8.elementsEqual($0.user) } ?? false }
        let password = given?.password ?? []
        // Also for users that do not exist, so that it takes as long.
        let isKnown = state.withLock { state in
            state.passed.contains(user: given?.user ?? [], hash: user?.hash ?? users[0].hash, password: password)
        }
        if isKnown, user != nil { return true }
        let check = PasswordCheck(password: password, hash: user?.hash, highestCost: highestCost)
        guard await inbox.verdict(of: check), let user, let given else { return false }
        state.withLock { $0.passed.insert(user: given.user, hash: user.hash, password: password) }
        return true
    }

    /// Looks after the file and the passwords while the body runs.
    func watching(_ logger: Logger, _ body: () async throws -> Void) async throws {
        inbox.open()
        // Nobody waits for its end: it may be in the midst of a dear password, and holds nothing but the gate.
        try PosixThread { self.watch(logger) }.detach()
        defer { inbox.close() }
        try await body()
    }

    // On the gate's thread.

    private func watch(_ logger: Logger) {
        var next = ContinuousClock.now + .seconds(1)
        while !inbox.isClosed {
            if let request = inbox.take() { request.waiter.resume(returning: request.check.run()) }
            guard .now >= next else { continue }
            readAgain(logger)
            next = .now + .seconds(1)
        }
    }

    private func readAgain(_ logger: Logger) {
        let (contents, failure) = state.withLock { ($0.contents, $0.failure) }
        guard failure != nil || file.hasChanged(since: contents) else { return }
        do throws(WebConfigurationError) {
            let new = try file.readBlocking()
            guard (new.tls == nil) == (contents.tls == nil) else {
                let mistake = "tls_server_config cannot come or go while the exporter runs: restart it"
                throw WebConfigurationError(mistakes: ["\(file.path): \(mistake)"])
            }
            guard contents.configuration.users.isEmpty || !new.configuration.users.isEmpty else {
                let mistake = "the last of basic_auth_users cannot go while the exporter runs: restart it"
                throw WebConfigurationError(mistakes: ["\(file.path): \(mistake)"])
            }
            replace(by: new)
            logger.notice("read the web configuration again", metadata: ["file": "\(file.path)"])
        } catch {
            guard error != failure else { return }
            state.withLock { $0.failure = error }
            logger.error("the web configuration is wrong now; the former stays", metadata: ["error": "\(error)"])
        }
    }

    private func replace(by new: WebConfigurationFile.Contents) {
        state.withLock { state in
            if new.configuration.rateLimit != state.contents.configuration.rateLimit {
                state.bucket = new.configuration.rateLimit.map { TokenBucket($0, now: .now) }
            }
            state.contents = new
            state.failure = nil
        }
    }
}
