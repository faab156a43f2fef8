import Foundation

/// A running `sqs-exporter serve` on a free port of 127.0.0.1.
package struct ExporterUnderTest: Sendable {
    /// What `/stats` has for a type.
    package struct Summary: Codable, Equatable, Sendable {
        package var type: String
        package var count: Int
        package var sum: Double

        package init(type: String, count: Int, sum: Double) {
            self.type = type
            self.count = count
            self.sum = sum
        }
    }

    package let program: Subprocess
    package let port: Int
    private let http: PlainHTTP

    /// Starts one that consumes the queue `events`, and returns when its web face answers.
    ///
    /// - Parameters:
    ///   - endpoint: where SQS is.
    ///   - settings: beside the environment that every one gets, or instead of it.
    package static func start(endpoint: String, settings: [String: String] = [:]) async throws -> ExporterUnderTest {
        let environment = self.environment(endpoint: endpoint).merging(settings) { $1 }
        return try await attach(to: ProgramUnderTest.start(["serve"], environment: environment))
    }

    /// Takes one that was started by other means, and returns when its web face answers.
    package static func attach(to program: Subprocess) async throws -> ExporterUnderTest {
        let port = try await program.waitFor("where it listens", listeningPort)
        return ExporterUnderTest(program: program, port: port, http: PlainHTTP(port: port))
    }

    /// Short waits, any free port, and keys that any SQS but AWS's own takes.
    package static func environment(endpoint: String) -> [String: String] {
        [
            "AWS_ENDPOINT_URL_SQS": endpoint, "AWS_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "secret", "SQS_QUEUE_NAME": "events", "LISTEN_ADDRESS": "127.0.0.1:0",
            "SQS_WAIT_TIME_SECONDS": "1", "SQS_MONITOR_INTERVAL_SECONDS": "1",
            "LEDGER_URL": "memory:",
        ]
    }

    package var url: String { "http://127.0.0.1:\(port)" }

    package func get(_ path: String) async throws(PlainHTTP.Failure) -> PlainHTTP.Reply { try await http.get(path) }

    package func metrics() async throws -> MetricsPage { MetricsPage(try await get("/metrics").body) }

    package func stats() async throws -> [Summary] {
        try JSONDecoder().decode([Summary].self, from: Data(try await get("/stats").body.utf8))
    }

    /// How many events it has counted, of all types.
    package func counted() async throws -> Int { try await stats().reduce(0) { $0 + $1.count } }

    /// Waits until it has found its queues.
    package func waitUntilReady() async throws {
        try await waitUntil("the exporter is ready") { try await get("/-/ready").status == 200 }
    }

    /// Ends it by force if it still runs.
    package func stop() {
        program.stop()
    }

    private static func listeningPort(_ program: Subprocess) -> Int? {
        let line = program.errors.split(separator: "\n").first { $0.contains("msg=listening ") }
        return line?.split(separator: ":").last.flatMap { Int($0) }
    }
}
