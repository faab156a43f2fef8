import Foundation
import LocalSQS
import Support
import Testing

extension EndToEndTests {
    /// The files of `prometheus/` and `grafana/`: by what is said of them, and in the servers that read them.
    @Suite struct MonitoringTests {
        private static let growing = "SQSExporterDeadLetterQueueGrowing"

        @Test func `rules, alerts, runbooks and dashboards keep to what is promised of them`() async throws {
            try await Self.runChecks(live: false)
        }

        @Test func `every expression of rules, alerts and dashboards finds data in a real Prometheus`() async throws {
            // What shows failures needs some to show.
            try await withExporter(failingEvery: .seconds(8)) { exporter, queue in
                let producer = try Production.start("--rate=20", "--invalid-ratio=.05", endpoint: queue.endpoint)
                defer { producer.stop() }
                let prometheus = try await PrometheusServer.start(
                    scraping: exporter.port,
                    ruleFiles: ["recording-rules", "watched-event-types", "alerts"].map(Self.ruleFile)
                )
                defer { prometheus.stop() }
                try await Self.runChecks(live: true, environment: ["PROMETHEUS_URL": prometheus.url])
            }
        }

        /// With a second for each minute of the rules.
        @Test func `a dead-letter queue that grows is shown by a real Alertmanager, and one that does not is not`()
            async throws
        {
            let rules = try TemporaryDirectory.make()
            defer { try? FileManager.default.removeItem(at: rules) }
            let hurried = try ["recording-rules", "alerts"].map { name in
                let path = rules.appending(path: "\(name).yml").path
                try String(contentsOfFile: Self.ruleFile(name), encoding: .utf8)
                    .replacing(/\b(\d+)m\b/) { "\($0.output.1)s" }
                    .write(toFile: path, atomically: true, encoding: .utf8)
                return path
            }
            let alertmanager = try await AlertmanagerServer.start(
                configuration: Self.root.appending(path: "prometheus/alertmanager.yml").path
            )
            defer { alertmanager.stop() }

            try await withExporter { exporter, queue in
                _ = try await Production.run("--count=50", "--rate=0", "--invalid-ratio=1", endpoint: queue.endpoint)
                let prometheus = try await PrometheusServer.start(
                    scraping: exporter.port,
                    ruleFiles: hurried,
                    alertmanager: alertmanager.port
                )
                defer { prometheus.stop() }
                // As far back as the rule looks, and more.
                let past = "sqs_queue_messages{role=\"dead_letter\",state=\"visible\"} offset 30s"
                try await waitUntil("the dead-letter queue has had its messages for long") {
                    try await prometheus.values(of: past, by: "queue") == ["events-dlq": 50]
                }
                #expect(try await !alertmanager.activeAlerts().contains(Self.growing))

                _ = try await Production.run("--count=50", "--rate=0", "--invalid-ratio=1", endpoint: queue.endpoint)
                try await waitUntil("Alertmanager shows the alert") {
                    try await alertmanager.activeAlerts().contains(Self.growing)
                }
            }
        }

        private func withExporter(
            failingEvery interval: Duration = .seconds(3600),
            _ body: (ExporterUnderTest, LocalSQSServer) async throws -> Void
        ) async throws {
            try await withLocalSQS { queue in
                let proxy = try LossyProxy(to: #require(queue.endpoint.split(separator: ":").last.flatMap { Int($0) }))
                async let _: Void = Self.fail(through: proxy, every: interval)
                let exporter = try await ExporterUnderTest.start(
                    endpoint: "http://127.0.0.1:\(proxy.port)",
                    settings: ["SQS_CREATE_QUEUES": "true", "AWS_CREDENTIAL_EXPIRATION": "2099-01-01T00:00:00Z"]
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                try await body(exporter, queue)
            }
        }

        /// Loses a request and refuses the attempt that libcurl makes by itself; until it is cancelled.
        private static func fail(through proxy: LossyProxy, every interval: Duration) async {
            while (try? await Task.sleep(for: interval)) != nil {
                proxy.spoilNext(.loseCommand, containing: "GetQueueAttributes", refusing: true)
                try? await waitUntil("a request has failed") { proxy.hasSpoiled }
                // Long enough for the second attempt.
                try? await Task.sleep(for: .milliseconds(200))
                proxy.accept()
            }
        }

        private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()

        private static func ruleFile(_ name: String) -> String {
            root.appending(path: "prometheus/\(name).yml").path
        }

        private static func runChecks(live: Bool, environment: [String: String] = [:]) async throws {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "checks")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                .filter { $0.hasPrefix("test_") && $0.hasPrefix("test_live_") == live }
            let suite = try await Python.run(
                module: "pytest",
                ["-q", "--tb=short", "-p", "no:cacheprovider"] + files.sorted().map { folder.appending(path: $0).path },
                environment: environment,
                within: .seconds(300)
            )
            if !suite.succeeded { Attachment.record(suite.text, named: "pytest.txt") }
            #expect(suite.succeeded, "\(suite.text.suffix(6000))")
        }
    }
}
