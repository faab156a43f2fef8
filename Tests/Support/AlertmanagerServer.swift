import Foundation

/// A real Alertmanager on a free port of 127.0.0.1.
package struct AlertmanagerServer: Sendable {
    private struct Alert: Decodable {
        let labels: [String: String]
    }

    package let port: Int
    private let program: Subprocess
    private let directory: URL

    /// Starts one with this configuration file and returns when it answers.
    package static func start(configuration: String) async throws -> AlertmanagerServer {
        let directory = try TemporaryDirectory.make()
        let port = try FreePort.find()
        let server = AlertmanagerServer(
            port: port,
            program: try Subprocess(
                try SystemProgram.path(of: "prometheus-alertmanager"),
                [
                    "--config.file=\(configuration)", "--storage.path=\(directory.path)", "--cluster.listen-address=",
                    "--web.listen-address=127.0.0.1:\(port)",
                ]
            ),
            directory: directory
        )
        do {
            try await waitUntil("Alertmanager is ready") {
                try await PlainHTTP(port: port).get("/-/ready").status == 200
            }
        } catch {
            server.stop()
            throw error
        }
        return server
    }

    /// The names of the alerts that it shows and does not hold back.
    package func activeAlerts() async throws -> Set<String> {
        let body = try await PlainHTTP(port: port).get("/api/v2/alerts?active=true&inhibited=false&silenced=false").body
        return Set(try JSONDecoder().decode([Alert].self, from: Data(body.utf8)).compactMap { $0.labels["alertname"] })
    }

    package func stop() {
        program.stop()
        try? FileManager.default.removeItem(at: directory)
    }
}
