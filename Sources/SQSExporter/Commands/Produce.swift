import AWS
import ArgumentParser
import FoundationEssentials
import Logging
import Pipeline
import SQS
import ServiceLifecycle

/// `sqs-exporter produce`.
struct Produce: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sends invented events to a queue.",
        discussion: "At the end it prints what it sent, a JSON object for each type, in the form of sqs-exporter stats."
    )

    @OptionGroup(title: "What to send") var options: ProducerOptions
    @OptionGroup(title: "Where SQS is") var endpoint: EndpointOptions

    @Option(name: .customLong("sqs-queue-name"), help: "The queue. (env SQS_QUEUE_NAME, default hands-on-interview)")
    var queueName: String?

    func run() async throws {
        let environment = endpoint.apply(to: ProcessInfo.processInfo.environment)
        let given = queueName.map { [Setting.queueName: $0] } ?? [:]
        let configuration = try await ExporterConfiguration(options: given, environment: environment)
        let tally = ProducerTally()
        try await produce(configuration, tally: tally)
        StandardOutput.write(tally.report)
        if tally.refused > 0 { throw ExitCode.failure }
    }

    private func produce(_ configuration: ExporterConfiguration, tally: ProducerTally) async throws {
        let connection = try Connection(configuration.connection)
        defer { connection.close() }
        let logger = configuration.log.logger()
        let producer = Producer(
            queue: try await connection.sqs.queue(named: configuration.consumer.queueName),
            types: options.eventTypes,
            invalidRatio: options.invalidRatio,
            pace: options.pace,
            tally: tally,
            logger: logger
        )
        try await ServiceRun.run(
            [
                .init(service: ProducerProgress(tally: tally)),
                .init(service: producer, successTerminationBehavior: .gracefullyShutdownGroup),
            ],
            timeout: configuration.consumer.shutdownTimeout,
            logger: logger
        )
    }
}

extension ProducerTally {
    /// A line for each type, then, if there were any, one for the broken messages and one for those refused.
    var report: String {
        var lines = summaries.map(\.line)
        if broken > 0 { lines.append(#"{"broken":\#(broken)}"#) }
        if refused > 0 { lines.append(#"{"refused":\#(refused)}"#) }
        return lines.map { $0 + "\n" }.joined()
    }
}
