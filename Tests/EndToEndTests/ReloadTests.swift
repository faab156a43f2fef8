import Foundation
import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct ReloadTests {
        private static let secret = "MarkerThatNobodyMaySee"

        /// Runs an exporter whose settings are in a file, as far as they can be.
        private func withExporter(
            _ settings: String,
            _ environment: [String: String] = [:],
            _ body: (ExporterUnderTest, URL) async throws -> Void
        ) async throws {
            let folder = try TemporaryDirectory.make()
            defer { try? FileManager.default.removeItem(at: folder) }
            let file = folder.appending(path: "settings.yml")
            try write(settings, to: file)
            try await withLocalSQS { queue in
                let own = ["SQS_CREATE_QUEUES": "true", "CONFIG_FILE": file.path, "AWS_SECRET_ACCESS_KEY": Self.secret]
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: own.merging(environment) { $1 }
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                try await body(exporter, file)
                exporter.program.send(signal: SIGTERM)
                #expect(try await exporter.program.waitForEnd() == .exited(0))
                #expect(!exporter.program.errors.contains(Self.secret))
            }
        }

        private func write(_ text: String, to file: URL) throws {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }

        private func isSuccessful(_ exporter: ExporterUnderTest) async throws -> Bool {
            try await exporter.metrics().sum("sqs_exporter_config_last_reload_successful") == 1
        }

        @Test func `SIGHUP applies what can change, and says what needs a restart`() async throws {
            try await withExporter("log_level: notice\nshutdown_timeout_seconds: 20") { exporter, file in
                #expect(try await isSuccessful(exporter))
                try write("log_level: warn\nshutdown_timeout_seconds: 21", to: file)
                exporter.program.send(signal: SIGHUP)
                try await waitUntil("it says so") {
                    exporter.program.errors.contains(
                        #/msg="changed settings hold from the next start on.* settings=SHUTDOWN_TIMEOUT_SECONDS\n/#
                    )
                }
                #expect(try await isSuccessful(exporter))
            }
        }

        @Test func `a bad file changes nothing, is told with its mistakes, and shows until it is mended`() async throws
        {
            try await withExporter("log_level: info") { exporter, file in
                try write("log_levle: debug\nledger_url: {}", to: file)
                exporter.program.send(signal: SIGHUP)
                // The log and the page need not tell it at the same moment.
                try await waitUntil("it shows") { try await !isSuccessful(exporter) }
                for mistake in [
                    "\(file.path):1: there is no setting log_levle; did you mean log_level?",
                    "\(file.path):2: ledger_url must be one value",
                ] {
                    try await waitUntil("\(mistake) is told") { exporter.program.errors.contains(mistake) }
                }
                try write("log_level: debug", to: file)
                exporter.program.send(signal: SIGHUP)
                try await waitUntil("it is well again") { try await isSuccessful(exporter) }
                try await waitUntil("it says so") {
                    exporter.program.errors.contains("msg=\"configuration reloaded\" applied=LOG_LEVEL")
                }
            }
        }

        @Test func `SIGHUP never ends it, not before it is ready and not while it ends`() async throws {
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: ["SQS_CREATE_QUEUES": "true"]
                )
                defer { exporter.stop() }
                for _ in 0..<100 { exporter.program.send(signal: SIGHUP) }
                try await exporter.waitUntilReady()
                exporter.program.send(signal: SIGTERM)
                while exporter.program.isRunning {
                    exporter.program.send(signal: SIGHUP)
                    try await Task.sleep(for: .milliseconds(1))
                }
                #expect(try await exporter.program.waitForEnd() == .exited(0))
                #expect(exporter.program.errors.contains("msg=stopped"))
            }
        }

        @Test func `a request reloads and another ends it, where that is enabled`() async throws {
            try await withExporter("log_level: info\nweb_enable_lifecycle: true") { exporter, file in
                try write("web_enable_lifecycle: true\nlog_level: debug", to: file)
                let reload = try await post("/-/reload", exporter)
                #expect(reload == "200 {\"status\":\"reloaded\",\"applied\":[\"LOG_LEVEL\"],\"need_restart\":[]}")
                try write("nonsense: \(Self.secret)", to: file)
                let refused = try await post("/-/reload", exporter)
                #expect(refused.hasPrefix("500 {\"error\":\"the configuration stays as it was: "))
                #expect(!refused.contains(Self.secret))
                #expect(try await post("/-/quit", exporter) == "200 {\"status\":\"stopping\"}")
                #expect(try await exporter.program.waitForEnd() == .exited(0))
                #expect(exporter.program.errors.contains("msg=stopped"))
            }
        }

        @Test func `requests do neither where that is not enabled`() async throws {
            try await withExporter("") { (exporter, _) async throws in
                for path in ["/-/reload", "/-/quit"] {
                    let refusal = try await post(path, exporter)
                    #expect(refusal.hasPrefix("403 "))
                }
                let ready = try await exporter.get("/-/ready")
                #expect(ready.status == 200)
            }
        }

        private func post(_ path: String, _ exporter: ExporterUnderTest) async throws -> String {
            let outcome = try await Subprocess.run(
                SystemProgram.path(of: "curl"),
                ["--silent", "--request", "POST", "--write-out", "\n%{http_code}", exporter.url + path]
            )
            return outcome.lines.reversed().joined(separator: " ")
        }
    }
}
