import AWS
import ArgumentParser
import FoundationEssentials
import LocalSQS
import Logging
import Pipeline
import SQS
import ServiceLifecycle

/// `sqs-exporter demo`.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs a local queue, a producer and the exporter in one process.",
        discussion: "Nothing else is needed. Ctrl-C ends it and prints what was sent beside what was counted."
    )

    @OptionGroup(title: "What to send") var options: ProducerOptions

    @Option(help: "Where the exporter's web face listens, host:port.")
    var listenAddress = "127.0.0.1:8080"

    @Option(help: "Where the local queue listens on 127.0.0.1; 0 is any free port.")
    var queuePort = 0

    @Option(help: "End after so many seconds. (default: at Ctrl-C)")
    var duration: Double?

    func validate() throws {
        guard (0...65_535).contains(queuePort) else {
            throw ValidationError("--queue-port is \(queuePort); write a number from 0 to 65535")
        }
        if let duration, !(0.1...86_400).contains(duration) {
            throw ValidationError("--duration is \(duration); write a number from 0.1 to 86400")
        }
    }

    func run() async throws {
        let log = LogConfiguration(level: .warning)
        let logger = log.logger()
        let local = try await LocalSQSServer.start(port: queuePort, logger: logger)
        let ledger = FileManager.default.temporaryDirectory.appending(path: "sqs-exporter-demo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: ledger, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: ledger) }
        let sources = ConfigurationSources(
            options: [
                .listenAddress: listenAddress, .createQueues: "true", .waitTime: "2", .monitorInterval: "2",
                .ledgerURL: "sqlite:\(ledger.appending(path: "ledger.sqlite").path)",
            ],
            environment: Self.environment(endpoint: local.endpoint)
        )
        var configuration = try await sources.read()
        configuration.log = log
        configuration.connection.usesProxy = false
        let threshold = LogThreshold(log.level)
        let exporter = try Exporter(configuration, from: sources, logger: logger, threshold: threshold) {
            [options] address in
            StandardOutput.write(Self.welcome(web: "http://\(address)", queue: local.endpoint, options: options))
        }
        defer { exporter.connection.close() }
        let queue = try await QueueFinder(
            client: exporter.connection.sqs,
            endpoint: configuration.connection.endpoint,
            settings: configuration.consumer
        ).find().source
        let tally = ProducerTally()
        let producer = Producer(
            queue: queue,
            types: options.eventTypes,
            invalidRatio: options.invalidRatio,
            pace: options.pace,
            tally: tally,
            logger: logger
        )
        // Shut down from the last to the first: what the producer sent is consumed, and the pages stay up meanwhile.
        try await ServiceRun.run(
            [
                .init(service: exporter.web),
                .init(service: LocalQueueServer(queue: local, logger: logger)),
                .init(service: exporter.consumer),
                .init(service: Drain(server: local, queueName: configuration.consumer.queueName.text)),
                .init(service: producer, successTerminationBehavior: .ignore),
                .init(service: Deadline(after: duration), successTerminationBehavior: .gracefullyShutdownGroup),
            ],
            timeout: configuration.consumer.shutdownTimeout,
            logger: logger
        )
        StandardOutput.write(Comparison(sent: tally, counted: exporter.events.summaries()).text)
    }

    /// The process's environment does not matter to the demo, but for what the queue in process needs.
    private static func environment(endpoint: String) -> [String: String] {
        [
            "AWS_ENDPOINT_URL_SQS": endpoint, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "demo",
            "AWS_SECRET_ACCESS_KEY": "demo", "SQS_QUEUE_NAME": "hands-on-interview",
        ]
    }

    private static func welcome(web: String, queue: String, options: ProducerOptions) -> String {
        """
        sqs-exporter demo: a local queue, a producer and the exporter, all in this process.

          pages     \(web)/
          metrics   \(web)/metrics
          stats     \(web)/stats
          queue     \(queue)   (SQS's JSON protocol; any credentials)

        Try      curl \(web)/stats/purchase
        Ctrl-C ends it.

        """
    }
}
