import AWS
import Curl
import Instruments
import Ledger
import Logging
import Pipeline
import SQS
import Web

/// The exporter's parts, put together: a consumer that counts and a web server that shows.
struct Exporter {
    let web: WebServer
    let consumer: Consumer
    let connection: Connection
    let events: EventMetrics

    /// Builds everything; nothing runs yet but the HTTP client's thread.
    ///
    /// `onListening` is told where the web face is, once it answers.
    init(
        _ configuration: ExporterConfiguration,
        logger: Logger,
        onListening: @escaping @Sendable (ListenAddress) async -> Void = { _ in }
    ) throws {
        let metrics = try ExporterMetrics(
            queue: configuration.consumer.queueName.text,
            events: configuration.consumer.events
        )
        var ledger = try configuration.ledger.makeLedger(
            queue: configuration.consumer.queueName.text,
            buckets: Buckets(configuration.consumer.events.valueBuckets),
            metrics: metrics.ledger
        )
        for fault in configuration.faults where fault.isOfLedger { ledger = SabotagedLedger(ledger, fault: fault) }
        metrics.credentials(
            of: configuration.connection.credentials.name,
            expire: configuration.connection.credentialsExpiration
        )
        let health = ConsumerHealth(limitSeconds: configuration.livenessTimeoutSeconds)
        events = metrics.consumer.events
        connection = try Connection(
            configuration.connection,
            observer: CallWatch(metrics: metrics.api, logger: logger),
            retryPolicy: configuration.faults.contains(.noRetry) ? .none : .receivingUntilShutdown
        )
        var settings = configuration.consumer
        settings.extendsVisibility = !configuration.faults.contains(.noHeartbeat)
        settings.retriesDeletions = !configuration.faults.contains(.noDeleteRetry)
        consumer = Consumer(
            client: connection.sqs,
            endpoint: configuration.connection.endpoint,
            settings: settings,
            ledger: ledger,
            metrics: metrics.consumer,
            health: health,
            // The loops send nearly all requests: on the client's own thread they cost no change of threads.
            executor: connection.http.executor,
            now: WallClock.now,
            logger: logger
        )
        web = WebServer(
            address: configuration.listenAddress,
            registry: metrics.registry,
            scrapeMetrics: metrics.scrapes,
            maxRequests: configuration.maxRequests,
            state: ServingState(
                queue: configuration.consumer.queueName.text,
                metrics: metrics,
                ledger: ledger,
                health: health,
                startedAtSeconds: WallClock.now()
            ),
            version: Version.program,
            gate: configuration.gate,
            logger: logger,
            onListening: onListening
        )
    }
}
