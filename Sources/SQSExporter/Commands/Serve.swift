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
            """
            Credentials are those of the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN), read \
            once; AWS_REGION, AWS_ENDPOINT_URL and their kind work as they do for the AWS CLI.
            """
    )

    @OptionGroup(title: "Where SQS is") var endpoint: EndpointOptions
    @OptionGroup(title: "Settings") var settings: SettingOptions
    @OptionGroup(title: "Settings that are true when they are named") var flags: SettingFlags

    @Flag(name: .customLong("config.check"), help: "Validate the configuration, connect to nothing, and end.")
    var checksConfiguration = false

    /// The settings that the command line has; a flag wins over its option.
    var given: [Setting: String] { settings.values.merging(flags.values) { $1 } }

    func run() async throws {
        HangUp.outlive()
        let sources = ConfigurationSources(
            options: given,
            environment: endpoint.apply(to: ProcessInfo.processInfo.environment)
        )
        let configuration = try await sources.read()
        guard !checksConfiguration else {
            StandardOutput.write("the configuration is valid\n")
            return
        }
        try await serve(configuration, from: sources)
    }

    private func serve(_ configuration: ExporterConfiguration, from sources: ConfigurationSources) async throws {
        let threshold = LogThreshold(configuration.log.level)
        let logger = configuration.log.logger(from: threshold)
        let exporter = try Exporter(
            configuration,
            from: sources,
            sockets: try configuration.web.sockets(in: sources.environment),
            logger: logger,
            threshold: threshold
        ) { address in
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
        if !configuration.faults.isEmpty {
            logger.critical("\(Fault.variable) is set, which is for tests: events are lost or count twice; unset it")
        }
        async let _: Void = HangUp.each { await exporter.reload.hungUp() }
        try await ServiceRun.run(
            [.init(service: exporter.web), .init(service: exporter.consumer)],
            timeout: configuration.consumer.shutdownTimeout,
            logger: logger
        )
        let counted = exporter.events.summaries().reduce(0) { $0 + $1.count }
        logger.notice("stopped", metadata: ["counted": "\(counted)"])
    }
}
