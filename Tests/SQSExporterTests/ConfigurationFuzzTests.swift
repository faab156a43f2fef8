import Logging
import Pipeline
import SQS
import Support
import Testing
import Web

@testable import SQSExporter

/// Feeds ``ExporterConfiguration`` with spoilt environments, written a variable a line.
@Suite struct ConfigurationFuzzTests {
    @Test(arguments: FuzzRun.runs(of: .configurations))
    func `an environment makes a configuration within its limits, or mistakes that name a variable and no secret`(
        run: FuzzRun
    ) async throws {
        let report = try await run.check(tokens: Self.tokens) { text in
            let environment = Self.environment(text)
            do throws(ConfigurationError) {
                let configuration = try await ExporterConfiguration(environment: environment)
                return isWithinLimits(configuration) ? .accepted : .wrong("beyond a limit: \(configuration)")
            } catch {
                return flaw(of: error, in: environment).map { .wrong("\($0): \(error)") } ?? .refused
            }
        }
        #expect(report.finding == nil)
        #expect(report.isTelling, "\(report)")
    }

    private static let secret = "MarkerThatNobodyMaySee"
    private static let password = "hunter2"
    private static let variables = Setting.allCases.map(\.rawValue)
    /// Those whose values may hold a password.
    private static let confidential = ["LEDGER_URL", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SQS"]

    private static let tokens =
        variables.map { "\n\($0)=" } + confidential.map { "\n\($0)=redis://:hunter2@" } + [
            "redis://u:hunter2@h:6379/0", "rediss://", "unix:/", "sqlite:", "memory:", "http://u:hunter2@h/", "[::1]:",
            ":0",
            "65536", "true", "no", "dead-letter", "leave", "delete", "json", "trace", "/~1/~0", "~2", ".fifo", "1000",
            "86400", "256", "20", "+5", "-5", "0x10", "１０",
        ]

    private static func environment(_ text: [UInt8]) -> [String: String] {
        var environment: [String: String] = [:]
        for line in text.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            environment[String(decoding: parts[0], as: UTF8.self)] = String(decoding: parts[1], as: UTF8.self)
        }
        if environment["AWS_SECRET_ACCESS_KEY"] != nil { environment["AWS_SECRET_ACCESS_KEY"] = secret }
        if environment["AWS_SESSION_TOKEN"] != nil { environment["AWS_SESSION_TOKEN"] = secret + " " }
        // Reading a file is not what is tried here, and a path may name a device.
        environment["AWS_CA_BUNDLE"] = nil
        environment["WEB_CONFIG_FILE"] = nil
        return environment
    }

    private func isWithinLimits(_ configuration: ExporterConfiguration) -> Bool {
        let consumer = configuration.consumer
        return 1...43_200 ~= consumer.visibilityTimeoutSeconds && 1...1000 ~= consumer.maxReceiveCount
            && 1...10 ~= consumer.messagesPerReceive && consumer.messagesInFlightMax <= 100_000
            && consumer.messagesInFlightMax >= consumer.messagesPerReceive && 0...20 ~= consumer.waitSeconds
            && 1...256 ~= consumer.receiveLoopsMax && .seconds(1) ... .seconds(3600) ~= consumer.monitorInterval
            && .seconds(1) ... .seconds(3600) ~= consumer.shutdownTimeout
            && !consumer.queueName.isFIFO && consumer.deadLetterQueueName != consumer.queueName
            && 30...86_400 ~= configuration.livenessTimeoutSeconds
            && configuration.ledger.windowSeconds >= Double(2 * consumer.visibilityTimeoutSeconds)
            && 60...1_296_000 ~= configuration.ledger.windowSeconds
            && 1...128 ~= configuration.ledger.replicaID.utf8.count
            && configuration.web.listenAddresses.allSatisfy { 0...65_535 ~= $0.port }
    }

    private func flaw(of error: ConfigurationError, in environment: [String: String]) -> String? {
        guard !error.mistakes.isEmpty else { return "no mistake" }
        let named = Self.variables + ["AWS_"]
        for mistake in error.mistakes where !named.contains(where: { mistake.contains($0) }) {
            return "no variable is named in \(mistake)"
        }
        if "\(error)".contains(Self.secret) { return "a secret" }
        // What stands in other variables too, the mutator has put there.
        let isElsewhere = environment.contains { name, value in
            !Self.confidential.contains(name) && value.contains(Self.password)
        }
        return !isElsewhere && "\(error)".contains(Self.password) ? "a password" : nil
    }
}
