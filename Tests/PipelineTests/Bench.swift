import AWS
import Events
import Instruments
import Ledger
import Logging
import SQS

@testable import Pipeline

/// A recorder with everything around it, on a fixed clock, for tests of one stage.
struct Bench {
    static let now = 2000.0

    let registry = Registry(now: { Bench.now })
    let ledger: any Ledger
    let queue: ScriptedQueue
    let deadLetterQueue: ScriptedQueue?
    let metrics: ConsumerMetrics
    let events: EventMetrics
    let policy: InvalidMessagePolicy
    var settings: ConsumerSettings
    let health: ConsumerHealth
    let time: SteadyTime
    let hand: MessagesInHand
    var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init(
        queue: ScriptedQueue = ScriptedQueue(),
        deadLetterQueue: ScriptedQueue? = ScriptedQueue(name: "orders-dlq"),
        ledger: (any Ledger)? = nil,
        policy: InvalidMessagePolicy = .deadLetter,
        eventSettings: EventSettings = EventSettings(),
        messagesInFlightMax: Int = 1000,
        visibilityTimeoutSeconds: Int = 300,
        time: SteadyTime = .real,
        healthSeconds: @escaping @Sendable () -> Double = { Bench.now }
    ) throws {
        self.queue = queue
        self.deadLetterQueue = deadLetterQueue
        self.ledger = try ledger ?? MemoryLedger(metrics: LedgerMetrics(registry: Registry())) { Self.now }
        self.policy = policy
        settings = ConsumerSettings(queueName: try QueueName(queue.name))
        settings.events = eventSettings
        settings.messagesInFlightMax = messagesInFlightMax
        settings.visibilityTimeoutSeconds = visibilityTimeoutSeconds
        self.time = time
        health = ConsumerHealth(limitSeconds: 60, now: healthSeconds)
        metrics = try ConsumerMetrics(queue: queue.name, registry: registry)
        events = try EventMetrics(queue: queue.name, settings: eventSettings, registry: registry)
        hand = MessagesInHand(
            limit: messagesInFlightMax,
            timeoutSeconds: visibilityTimeoutSeconds,
            gauge: metrics.inFlight,
            time: time
        )
    }

    private func outage(_ activity: String) -> OutageLog {
        OutageLog(activity: activity, logger: logger)
    }

    var gate: LedgerGate {
        LedgerGate(
            ledger: ledger,
            late: LateRecords(ledger: ledger, events: events, metrics: metrics),
            health: health,
            outage: outage("recording")
        )
    }

    var recorder: Recorder { recorder(gate: gate) }

    func recorder(gate: LedgerGate) -> Recorder {
        Recorder(
            ledger: ledger,
            rejection: Rejection(
                policy: policy,
                sender: deadLetterQueue.map {
                    DeadLetterSender(queue: $0, sourceQueueName: queue.name, outage: outage("sending"))
                },
                ledger: ledger,
                metrics: metrics,
                gate: gate
            ),
            events: events,
            metrics: metrics,
            gate: gate,
            maxReceiveCount: 3,
            eventIDField: settings.eventIDField,
            foldLog: FoldLog(settings: settings.events, logger: logger),
            now: { Self.now }
        )
    }

    var deleter: Deleter {
        Deleter(queue: queue, ledger: ledger, metrics: metrics, outage: outage("deleting"))
    }

    var deletions: Deletions {
        Deletions(
            by: deleter,
            hand: hand,
            watch: health.watch,
            time: time,
            triesAgain: settings.retriesDeletions
        )
    }

    var heartbeat: Heartbeat { heartbeat(on: queue) }

    func heartbeat(on queue: any MessageQueue) -> Heartbeat {
        Heartbeat(
            queue: queue,
            hand: hand,
            metrics: metrics,
            outage: outage("extending"),
            watch: health.watch,
            time: time
        )
    }

    /// One loop, with a wait of 20 s.
    func pump(gate: LedgerGate) -> Pump {
        let deletions = deletions
        return Pump(
            receiver: Receiver(
                queue: queue,
                gate: gate,
                deletions: deletions,
                room: hand.limit,
                metrics: metrics,
                health: health,
                outage: outage("receiving"),
                settings: settings,
                now: { Self.now }
            ),
            recorder: recorder(gate: gate),
            deletions: deletions,
            returner: Returner(queue: queue),
            hand: hand,
            watch: health.watch
        )
    }

    /// Receive loops over all of it.
    func loops(limit: Int, receivesEndWithin: Duration, gate: LedgerGate? = nil) -> ReceiveLoops {
        ReceiveLoops(
            pump: pump(gate: gate ?? self.gate),
            limit: limit,
            heartbeat: settings.extendsVisibility ? heartbeat : nil,
            executor: nil,
            metrics: metrics,
            receivesEndWithin: receivesEndWithin,
            logger: logger
        )
    }

    /// The whole of it, on a server instead of the scripted queue.
    func consumer(client: SQSClient, endpoint: Endpoint) throws -> Consumer {
        Consumer(
            client: client,
            endpoint: endpoint,
            settings: settings,
            ledger: ledger,
            metrics: Consumer.Metrics(
                events: events,
                consumer: metrics,
                queues: try QueueMetrics(queue: queue.name, registry: registry)
            ),
            health: health,
            now: { Self.now },
            logger: logger
        )
    }

    /// The value of one series, by the labels behind `queue`.
    func value(_ name: String, _ labels: String...) -> Double? {
        for family in registry.snapshot() where family.description.name == name {
            switch family.points {
            case .counters(let series), .gauges(let series):
                return series.first { Array($0.labelValues.dropFirst()) == labels }?.value
            case .histograms(let series):
                return series.first { Array($0.labelValues.dropFirst()) == labels }.map { Double($0.value.count) }
            }
        }
        return nil
    }

    /// The native buckets of a histogram by its labels, the queue left out.
    func native(_ name: String, _ labels: String...) -> NativeBuckets? {
        for family in registry.snapshot() where family.description.name == name {
            guard case .histograms(let series) = family.points else { continue }
            return series.first { Array($0.labelValues.dropFirst()) == labels }?.value.native
        }
        return nil
    }

    /// What the exemplars of a histogram's first series tell.
    func exemplarOrigins(_ name: String) -> [Exemplar.Origin] {
        for family in registry.snapshot() where family.description.name == name {
            guard case .histograms(let series) = family.points else { continue }
            return series.first?.value.exemplars.compactMap { $0?.origin } ?? []
        }
        return []
    }
}
