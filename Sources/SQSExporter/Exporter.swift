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
    /// Reads the configuration again when asked to.
    let reload: ConfigurationReload

    /// Builds everything; nothing runs yet but the HTTP client's thread.
    ///
    /// - Parameters:
    ///   - sources: where the configuration came from, and comes from anew at a reload.
    ///   - sockets: those that were opened for the web face; it then listens at these and no others.
    ///   - threshold: what a reload of the configuration moves in the log.
    ///   - onListening: is told where the web face is, once it answers there.
    init(
        _ configuration: ExporterConfiguration,
        from sources: ConfigurationSources,
        sockets: [InheritedSocket] = [],
        logger: Logger,
        threshold: LogThreshold,
        onListening: @escaping @Sendable (ListenAddress) async -> Void = { _ in }
    ) throws {
        let metrics = try ExporterMetrics(
            queue: configuration.consumer.queueName.text,
            events: configuration.consumer.events,
            showsExporter: configuration.web.showsExporterMetrics
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
        reload = ConfigurationReload(
            sources: sources,
            running: configuration,
            live: LiveSettings(threshold: threshold, health: health, monitorInterval: consumer.monitorInterval),
            metrics: metrics.reloads,
            logger: logger
        )
        web = try WebServer(
            addresses: sockets.isEmpty ? configuration.web.listenAddresses : [],
            inherited: sockets,
            registry: metrics.registry,
            telemetryPath: configuration.web.telemetryPath,
            scrapeMetrics: metrics.scrapes,
            maxRequests: configuration.web.maxRequests,
            showsCreatedSamples: configuration.web.showsCreatedSamples,
            state: ServingState(
                queue: configuration.consumer.queueName.text,
                metrics: metrics,
                ledger: ledger,
                health: health,
                startedAtSeconds: WallClock.now()
            ),
            lifecycle: configuration.web.enablesLifecycle ? reload : nil,
            version: Version.program,
            gate: configuration.web.gate,
            logger: logger,
            onListening: onListening
        )
    }
}
