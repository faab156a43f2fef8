import Foundation

/// moto: another's SQS, on a free port of 127.0.0.1.
package struct MotoServer: Sendable {
    /// Where clients find it, without a slash at the end: `http://127.0.0.1:5000`.
    package let endpoint: String
    private let program: Subprocess

    /// Starts a server and returns when it listens.
    package static func start() async throws -> MotoServer {
        let python = URL(filePath: try Python.interpreter)
        let program = try Subprocess(
            python.deletingLastPathComponent().appending(path: "moto_server").path,
            ["-H", "127.0.0.1", "-p", "0"]
        )
        let endpoint = try await program.waitFor("where it listens") { program in
            program.errors.firstMatch(of: /Running on (http:\/\/127\.0\.0\.1:\d+)\n/).map { String($0.output.1) }
        }
        return MotoServer(endpoint: endpoint, program: program)
    }

    package func stop() {
        program.stop()
    }
}
