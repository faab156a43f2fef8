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

    let registry = Registry()
    let ledger: any Ledger
    let queue: ScriptedQueue
    let deadLetterQueue: ScriptedQueue?
    let metrics: ConsumerMetrics
    let events: EventMetrics
    let policy: InvalidMessagePolicy
    let settings: ConsumerSettings

    init(
        queue: ScriptedQueue = ScriptedQueue(),
        deadLetterQueue: ScriptedQueue? = ScriptedQueue(name: "orders-dlq"),
        ledger: (any Ledger)? = nil,
        policy: InvalidMessagePolicy = .deadLetter
    ) throws {
        self.queue = queue
        self.deadLetterQueue = deadLetterQueue
        self.ledger = ledger ?? MemoryLedger { Self.now }
        self.policy = policy
        settings = try ConsumerSettings(queueName: QueueName(queue.name))
        metrics = try ConsumerMetrics(queue: queue.name, registry: registry)
        events = try EventMetrics(queue: queue.name, registry: registry)
    }

    private func outage(_ activity: String) -> OutageLog {
        OutageLog(activity: activity, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    var recorder: Recorder {
        Recorder(
            ledger: ledger,
            rejection: Rejection(
                policy: policy,
                deadLetterQueue: deadLetterQueue,
                sourceQueueName: queue.name,
                ledger: ledger,
                metrics: metrics,
                sendOutage: outage("sending"),
                ledgerOutage: outage("recording")
            ),
            events: events,
            metrics: metrics,
            ledgerOutage: outage("recording"),
            maxReceiveCount: 3,
            now: { Self.now }
        )
    }

    var deleter: Deleter {
        Deleter(queue: queue, ledger: ledger, metrics: metrics, outage: outage("deleting"))
    }

    /// Receive loops over all of it, with a wait of 20 s.
    func loops(limit: Int, receivesEndWithin: Duration) -> ReceiveLoops {
        ReceiveLoops(
            pump: Pump(
                receiver: Receiver(
                    queue: queue,
                    metrics: metrics,
                    health: ConsumerHealth(limitSeconds: 60, now: { Self.now }),
                    outage: outage("receiving"),
                    settings: settings,
                    now: { Self.now }
                ),
                recorder: recorder,
                deleter: deleter
            ),
            limit: limit,
            executor: nil,
            metrics: metrics,
            receivesEndWithin: receivesEndWithin
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
}
