import AWS
import ArgumentParser
import Events
import FoundationEssentials
import Logging
import Pipeline
import ServiceLifecycle

/// `sqs-exporter serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Consumes the queue and serves what it counted (the default).",
        discussion:
            "AWS's own variables work as they do for the AWS CLI: AWS_ACCESS_KEY_ID, AWS_REGION, AWS_ENDPOINT_URL and so on."
    )

    @OptionGroup(title: "Where SQS is") var endpoint: EndpointOptions
    @OptionGroup(title: "Settings") var settings: SettingOptions

    func run() async throws {
        let environment = endpoint.apply(to: ProcessInfo.processInfo.environment)
        let configuration = try await ExporterConfiguration(options: settings.values, environment: environment)
        try await serve(configuration)
    }

    private func serve(_ configuration: ExporterConfiguration) async throws {
        let logger = configuration.log.logger()
        let exporter = try Exporter(configuration, logger: logger) { address in
            logger.notice("listening", metadata: ["address": "\(address)"])
            StartupPages.release()
        }
        defer { exporter.connection.close() }
        logger.notice(
            "starting",
            metadata: ["version": "\(Version.program)", "endpoint": "\(configuration.connection.endpoint.url)"]
        )
        if configuration.connection.endpoint.isRegionAssumed {
            logger.warning("no region is set; signing for us-east-1, which an emulator accepts: set AWS_REGION")
        }
        try await ServiceRun.run(
            [.init(service: exporter.web), .init(service: exporter.consumer)],
            timeout: configuration.consumer.shutdownTimeout,
            logger: logger
        )
        let counted = exporter.events.summaries().reduce(0) { $0 + $1.count }
        logger.notice("stopped", metadata: ["counted": "\(counted)"])
    }
}
