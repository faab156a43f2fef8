import Foundation
import Instruments
import Logging
import Pipeline
import Support
import Testing
import Web

@testable import SQSExporter

@Suite struct ConfigurationReloadTests {
    private static let aws = [
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "MarkerThatNobodyMaySee",
        "AWS_REGION": "eu-central-1",
    ]

    /// A program whose configuration is a file, as far as a reload touches it.
    private struct Bed {
        let file = try? TemporaryDirectory.make().appending(path: "settings.yml")
        let threshold = LogThreshold(.info)
        let health = ConsumerHealth(limitSeconds: 120, now: { 0 })
        let interval = Adjustable(Duration.seconds(15))
        let registry = Registry()
        let reload: ConfigurationReload

        init(_ text: String, environment: [String: String] = [:]) async throws {
            try Self.write(text, to: #require(file))
            let sources = ConfigurationSources(
                options: [.configFile: file?.path ?? ""],
                environment: ConfigurationReloadTests.aws.merging(environment) { $1 }
            )
            reload = ConfigurationReload(
                sources: sources,
                running: try await sources.read(),
                live: LiveSettings(threshold: threshold, health: health, monitorInterval: interval),
                metrics: try ReloadMetrics(registry: registry, now: 5),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
        }

        func reload(_ text: String) async throws -> ReloadReport {
            try Self.write(text, to: #require(file))
            return try await reload.reload()
        }

        private static func write(_ text: String, to file: URL) throws {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }

        /// Whether the last reload succeeded, as the page shows it.
        var isSuccessful: Bool {
            let name = "sqs_exporter_config_last_reload_successful"
            guard case .gauges(let series)? = registry.snapshot().first(where: { $0.description.name == name })?.points
            else { return false }
            return series.first { _ in true }?.value == 1
        }
    }

    @Test func `what can change while it runs changes, and the rest waits for a restart`() async throws {
        let bed = try await Bed("sqs_queue_name: orders")
        let report = try await bed.reload(
            """
            sqs_queue_name: returns
            log_level: warn
            liveness_timeout_seconds: 40
            sqs_monitor_interval_seconds: 2
            """
        )
        #expect(report.applied == ["SQS_MONITOR_INTERVAL_SECONDS", "LIVENESS_TIMEOUT_SECONDS", "LOG_LEVEL"])
        #expect(report.needRestart == ["SQS_QUEUE_NAME"])
        #expect(bed.threshold.level == .warning)
        #expect(bed.interval.value == .seconds(2))
        #expect(bed.isSuccessful)
        // Until the restart, every reload says so.
        let again = try await bed.reload.reload()
        #expect(again == ReloadReport(applied: [], needRestart: ["SQS_QUEUE_NAME"]))
        #expect(
            try await bed.reload("sqs_queue_name: orders").applied
                == ["SQS_MONITOR_INTERVAL_SECONDS", "LIVENESS_TIMEOUT_SECONDS", "LOG_LEVEL"]
        )
        #expect(bed.threshold.level == .info)
    }

    @Test func `a mistake anywhere changes nothing, and shows until the next good reload`() async throws {
        let bed = try await Bed("log_level: info")
        let error = await #expect(throws: ReloadRefused.self) {
            try await bed.reload("log_level: debug\nsqs_wait_time_seconds: 21\nLOG_FORMAT: json")
        }
        #expect(error?.mistakes.count == 1)
        let mistake = "settings.yml:3: there is no setting LOG_FORMAT; did you mean log_format?"
        #expect(error?.mistakes.first?.hasSuffix(mistake) == true)
        #expect(bed.threshold.level == .info)
        #expect(!bed.isSuccessful)
        await #expect(throws: ReloadRefused.self) {
            try await bed.reload("log_level: debug\nsqs_wait_time_seconds: 21")
        }
        #expect(bed.threshold.level == .info)
        try FileManager.default.removeItem(at: #require(bed.file))
        await #expect(throws: ReloadRefused.self) { try await bed.reload.reload() }
        #expect(!bed.isSuccessful)
        #expect(try await bed.reload("log_level: debug").applied == ["LOG_LEVEL"])
        #expect(bed.threshold.level == .debug)
        #expect(bed.isSuccessful)
    }

    @Test func `the environment wins over the file at a reload too`() async throws {
        let bed = try await Bed("log_level: error", environment: ["LOG_LEVEL": "info"])
        #expect(try await bed.reload("log_level: debug") == ReloadReport())
        #expect(bed.threshold.level == .info)
    }

    @Test func `the log's threshold moves for every copy of the logger that was told no level of its own`() {
        let threshold = LogThreshold(.info)
        let logger = LogConfiguration().logger(from: threshold)
        var quiet = logger
        quiet.logLevel = .error
        threshold.level = .debug
        #expect(logger.logLevel == .debug)
        #expect(quiet.logLevel == .error)
    }
}
