package import AWS
package import Ledger
package import Logging
package import SQS
import ServiceLifecycle

/// Consumes one queue until shutdown: finds it, checks it, and keeps loops and monitor running.
package struct Consumer: Service {
    private let finder: QueueFinder
    private let signingRegion: String
    let settings: ConsumerSettings
    let ledger: any Ledger
    let metrics: Metrics
    let health: ConsumerHealth
    let executor: (any TaskExecutor)?
    let now: @Sendable () -> Double
    let logger: Logger
    /// How long the monitor waits, from its next wait on.
    package let monitorInterval: Adjustable<Duration>

    /// The instruments a consumer writes to.
    package struct Metrics: Sendable {
        /// What events add up to.
        package var events: EventMetrics
        /// The health of receiving, counting and deleting.
        package var consumer: ConsumerMetrics
        /// What SQS says of the queues.
        package var queues: QueueMetrics

        /// Those of one queue and one registry.
        package init(events: EventMetrics, consumer: ConsumerMetrics, queues: QueueMetrics) {
            self.events = events
            self.consumer = consumer
            self.queues = queues
        }
    }

    /// Makes a consumer; nothing happens before ``run()``.
    ///
    /// - Parameters:
    ///   - endpoint: where the client sends its requests, for the words of an error or a warning.
    ///   - executor: where the receive loops run; nil is the cooperative pool.
    ///   - now: the wall clock, seconds since 1970.
    package init(
        client: SQSClient,
        endpoint: Endpoint,
        settings: ConsumerSettings,
        ledger: any Ledger,
        metrics: Metrics,
        health: ConsumerHealth,
        executor: (any TaskExecutor)? = nil,
        now: @escaping @Sendable () -> Double,
        logger: Logger
    ) {
        finder = QueueFinder(client: client, endpoint: endpoint, settings: settings)
        signingRegion = endpoint.signingRegion
        self.settings = settings
        self.ledger = ledger
        self.metrics = metrics
        self.health = health
        self.executor = executor
        self.now = now
        self.logger = logger
        monitorInterval = Adjustable(settings.monitorInterval)
    }

    /// Runs until shutdown; then everything received is counted and deleted, or back in the queue.
    ///
    /// - Throws: ``ServiceError`` when at the start the queue is missing, access is denied or a setting is wrong;
    ///   ``LedgerError`` when the ledger is another's, newer or damaged. What is merely away is waited for.
    package func run() async throws {
        do {
            let start = LedgerStart(ledger: ledger, events: metrics.events, health: health, logger: logger)
            if try await start.open() { try await consume() }
        } catch {
            await ledger.close()
            throw error
        }
        await ledger.close()
    }

    private func consume() async throws(ServiceError) {
        guard let queues = try await findQueues() else { return }
        report(queues)
        await ledger.keepUnconfirmed(forSeconds: queues.longestLifeSeconds)
        health.started()
        await withGracefulShutdownHandler {
            await consume(queues)
        } onGracefulShutdown: {
            health.stopping()
        }
    }

    /// Nil when shutdown came first.
    private func findQueues() async throws(ServiceError) -> Queues? {
        let outage = OutageLog(activity: "finding the queues", logger: logger)
        var failures = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do throws(ServiceError) {
                let queues = try await finder.find()
                outage.succeeded()
                return queues
            } catch {
                // A queue that has just been created may take a moment to be seen.
                guard error.class.mayPass || settings.createsQueues && error.class == .missingQueue else { throw error }
                failures += 1
                health.troubled(by: "the queue cannot be reached (\(error.class.rawValue)): \(error.code)")
                outage.failed(error)
                await pause(for: Backoff.delay(after: error, failures: failures))
            }
        }
        return nil
    }

    private func report(_ queues: Queues) {
        let deadLetter = queues.deadLetter?.name
        logger.notice(
            "consuming",
            metadata: ["queue": "\(queues.source.name)", "dead_letter_queue": "\(deadLetter ?? "none")"]
        )
        let warnings = StartupChecks.warnings(
            settings: settings,
            source: queues.sourceAttributes,
            deadLetter: queues.deadLetterAttributes
        )
        for warning in warnings { logger.warning("\(warning)") }
        if let warning = StartupChecks.warning(signingRegion: signingRegion, queues: queues) {
            logger.warning("\(warning)")
        }
        if deadLetter == nil, settings.invalidMessagePolicy == .deadLetter {
            logger.warning("there is no dead-letter queue: invalid messages stay in the queue until its retention ends")
        }
    }

    private func consume(_ queues: Queues) async {
        let monitor = QueueMonitor(
            queues: [(.source, queues.source)] + (queues.deadLetter.map { [(.deadLetter, $0)] } ?? []),
            metrics: metrics.queues,
            interval: monitorInterval,
            now: now,
            logger: logger
        ) { [ledger] attributes in
            await ledger.keepUnconfirmed(forSeconds: attributes.longestLifeSeconds)
        }
        async let _: Void = monitor.run()
        async let _: Void = expireTypes()
        await loops(queues).run()
    }
}

extension Consumer {
    private func expireTypes() async {
        guard settings.events.typeTTLSeconds > 0 else { return }
        await TypeExpiry(
            events: metrics.events,
            ledger: ledger,
            ttlSeconds: settings.events.typeTTLSeconds,
            logger: logger
        ).run()
    }
}

extension ServiceError.Class {
    /// Whether waiting a moment may help; where it may not, somebody has to put something right.
    var mayPass: Bool {
        switch self {
        case .throttle, .network, .server, .cancelled: true
        case .auth, .missingQueue, .configuration, .other: false
        }
    }
}
