import Foundation
import Synchronization

/// A real Redis on a free port of 127.0.0.1 and 127.0.0.2, and on a Unix socket, with its data in a folder of its own.
package final class RedisServer: Sendable {
    /// Where TLS connections go, and what signs the server's certificate.
    package struct TLS: Sendable {
        package let port: Int
        package let authority: String
    }

    package let port: Int
    package let tls: TLS?
    private let folder: URL
    private let options: [String]
    private let program: Mutex<Subprocess>

    /// The path of its socket.
    package var socket: String { folder.appending(path: "redis.sock").path }

    /// Starts a server and returns when it answers.
    ///
    /// - Parameters:
    ///   - options: in the form of the command line, `--appendfsync`, `always` for example.
    ///   - names: which its certificate has, in the form of OpenSSL's `subjectAltName`.
    package static func start(
        _ options: String...,
        withTLS: Bool = false,
        certifiedFor names: String = "IP:127.0.0.1,DNS:localhost"
    ) async throws -> RedisServer {
        let folder = try TemporaryDirectory.make()
        let port = try FreePort.find()
        return try await RedisServer(folder: folder, port: port, options: options, tlsNames: withTLS ? names : nil)
    }

    private init(folder: URL, port: Int, options: [String], tlsNames: String?) async throws {
        self.folder = folder
        self.port = port
        var options = options
        if let tlsNames {
            let tls = TLS(port: try FreePort.find(), authority: folder.appending(path: "authority.pem").path)
            try await Self.makeCertificates(in: folder, for: tlsNames)
            let key = folder.appending(path: "server.key").path
            let certificate = folder.appending(path: "server.pem").path
            options += ["--tls-port", "\(tls.port)", "--tls-cert-file", certificate, "--tls-key-file", key]
            options += ["--tls-ca-cert-file", tls.authority, "--tls-auth-clients", "no"]
            self.tls = tls
        } else {
            tls = nil
        }
        self.options = options
        program = Mutex(try Self.run(folder: folder, port: port, options: options))
        try await waitUntilItAnswers()
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Ends it as SIGKILL does; its files stay.
    package func kill() {
        program.withLock { $0.stop() }
    }

    /// Starts it on the same port and files, after ``kill()``, and returns when it answers.
    package func startAgain() async throws {
        let next = try Self.run(folder: folder, port: port, options: options)
        program.withLock { $0 = next }
        try await waitUntilItAnswers()
    }

    /// As `LEDGER_URL` names it.
    package var url: String { "redis://127.0.0.1:\(port)/0" }

    /// Lets it hang: connections stand, nothing is answered.
    package func pause() { program.withLock { $0.send(signal: SIGSTOP) } }

    /// Lets it go on where it was paused.
    package func resume() { program.withLock { $0.send(signal: SIGCONT) } }

    /// Runs a command with `redis-cli` and returns what that prints.
    @discardableResult
    package func commandLine(_ words: String...) async throws -> String {
        try await commandLine(words)
    }

    /// Runs a command with `redis-cli` and returns what that prints.
    @discardableResult
    package func commandLine(_ words: [String]) async throws -> String {
        let client = try SystemProgram.path(of: "redis-cli")
        return try await Subprocess.run(client, ["-s", socket] + words).output
    }

    private func waitUntilItAnswers() async throws {
        try await waitUntil("Redis answers") {
            let answer = try await commandLine("PING")
            return answer.contains("PONG") || answer.contains("NOAUTH")
        }
    }

    private static func run(folder: URL, port: Int, options: [String]) throws -> Subprocess {
        let place = ["--bind", "127.0.0.1", "127.0.0.2", "--port", "\(port)", "--dir", folder.path]
        let socket = ["--unixsocket", folder.appending(path: "redis.sock").path]
        let program = try SystemProgram.path(of: "redis-server")
        return try Subprocess(program, place + socket + ["--save", ""] + options)
    }

    private static func makeCertificates(in folder: URL, for names: String) async throws {
        let openssl = try SystemProgram.path(of: "openssl")
        func path(_ name: String) -> String { folder.appending(path: name).path }
        try Data("subjectAltName=\(names)\n".utf8).write(to: URL(filePath: path("names")))
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        let steps = [
            ["req", "-x509", "-subj", "/CN=authority", "-days", "1", "-keyout", path("authority.key")]
                + ["-out", path("authority.pem")] + key,
            ["req", "-subj", "/CN=server", "-keyout", path("server.key"), "-out", path("server.csr")] + key,
            ["x509", "-req", "-in", path("server.csr"), "-CA", path("authority.pem"), "-CAkey", path("authority.key")]
                + ["-CAcreateserial", "-days", "1", "-extfile", path("names"), "-out", path("server.pem")],
        ]
        for step in steps {
            let outcome = try await Subprocess.run(openssl, step)
            guard outcome.succeeded else { throw Subprocess.EndedEarly(name: "openssl", errors: outcome.errors) }
        }
    }
}
