import Glibc
import Support
import Testing

/// An exporter that is killed and started again, always on the same ledger and under the same name.
final class Replica {
    private let environment: [String: String]
    private var program: Subprocess

    /// Starts it; nothing is waited for.
    ///
    /// - Parameters:
    ///   - settings: beside those that make messages come back soon and as often as it takes.
    init(
        _ name: String = "a",
        endpoint: String,
        ledger: LedgerUnderTest,
        settings: [String: String] = [:]
    ) throws {
        environment = ExporterUnderTest.environment(endpoint: endpoint)
            .merging(Self.settings(ledger: ledger.url)) { $1 }
            .merging(["REPLICA_ID": name]) { $1 }
            .merging(settings) { $1 }
        program = try ProgramUnderTest.start(["serve"], environment: environment)
    }

    /// What every exporter of these tests is told.
    static func settings(ledger: String) -> [String: String] {
        [
            "LEDGER_URL": ledger, "SQS_CREATE_QUEUES": "true", "SQS_VISIBILITY_TIMEOUT": "2",
            "SQS_MAX_RECEIVE_COUNT": "1000",
        ]
    }

    /// Kills it in the midst of whatever it does and starts it again; it must not have ended by itself before.
    func killAndRestart() async throws {
        try await kill()
        program = try ProgramUnderTest.start(["serve"], environment: environment)
    }

    func kill() async throws {
        program.send(signal: SIGKILL)
        try #require(try await program.waitForEnd() == .killed(signal: SIGKILL), "\(program.errors)")
    }

    /// Waits until it ends by itself.
    func end() async throws -> Subprocess.Ending { try await program.waitForEnd() }

    /// The exporter as it runs now, once its web face answers.
    func exporter() async throws -> ExporterUnderTest { try await ExporterUnderTest.attach(to: program) }

    func stop() { program.stop() }

    /// Waits for something that the replicas are to bring about; if it does not come, their logs tell why.
    static func wait(
        for what: String,
        by replicas: [Replica],
        isolation: isolated (any Actor)? = #isolation,
        until condition: () async throws -> Bool
    ) async throws {
        do {
            try await waitUntil(what, isolation: isolation, condition)
        } catch {
            let logs = replicas.map(\.program.errors).joined(separator: "\n")
            Issue.record("\(error); the exporters have said:\n\(logs)")
            throw error
        }
    }
}
