import Events
import Instruments
import SQS
import Testing
import Web

@testable import Ledger
@testable import Pipeline
@testable import SQSExporter

@Suite struct ServingStateTests {
    private let metrics: ExporterMetrics
    private let health = ConsumerHealth(limitSeconds: 120, now: { 100 })
    private let state: ServingState

    init() throws {
        metrics = try ExporterMetrics(queue: "orders")
        state = ServingState(
            queue: "orders",
            metrics: metrics,
            ledger: MemoryLedger(metrics: metrics.ledger, now: { 100 }),
            health: health,
            startedAtSeconds: 50
        )
    }

    @Test func `a status before anything has happened knows nothing`() async {
        var status = ExporterStatus(version: Version.program, queue: "orders", startedAtSeconds: 50)
        status.readiness = HealthReport(problems: ["starting: the queue has not been found yet"])
        #expect(await state.status() == status)
    }

    @Test func `a status has what the instruments say`() async {
        let consumer = metrics.consumer.consumer
        let counters = [
            consumer.received, consumer.redelivered, consumer.duplicate, consumer.counted, consumer.deadLettered,
            consumer.exhausted, consumer.deleted, consumer.deleteFailures,
        ]
        for (number, counter) in counters.enumerated() { counter.increment(by: Double(number + 1)) }
        consumer.rejected(reason: EventError.notJSON.rawValue)
        consumer.inFlight.set(9)
        consumer.receiveLoops.set(10)
        consumer.lastSuccessfulReceive.set(60)
        metrics.ledger.committed(durationSeconds: 1, at: 70, remembered: 11)
        metrics.ledger.errors.increment(by: 12)
        health.started()

        var expected = ExporterStatus(version: Version.program, queue: "orders", startedAtSeconds: 50)
        expected.messages.received = 1
        expected.messages.redelivered = 2
        expected.messages.duplicate = 3
        expected.messages.counted = 4
        expected.messages.deadLettered = 5
        expected.messages.exhausted = 6
        expected.messages.deleted = 7
        expected.messages.deleteFailures = 8
        expected.messages.rejectedByReason = ["not_json": 1]
        expected.messages.inFlight = 9
        expected.receiveLoops = 10
        expected.lastReceiveAtSeconds = 60
        expected.ledger.commits = 1
        expected.ledger.lastCommitAtSeconds = 70
        expected.ledger.remembered = 11
        expected.ledger.errors = 12
        #expect(await state.status() == expected)
    }

    @Test func `a queue has no depth before it was read, and its last one after a reading failed`() async {
        let queues = metrics.consumer.queues
        queues.expect(queue: "orders", role: .source)
        queues.expect(queue: "orders-dlq", role: .deadLetter)
        var attributes = QueueAttributes()
        attributes.visibleMessages = 1
        attributes.notVisibleMessages = 2
        attributes.delayedMessages = 3
        queues.succeeded(queue: "orders-dlq", role: .deadLetter, attributes: attributes, now: 80)
        queues.failed(queue: "orders-dlq")

        let unread = ExporterStatus.Queue(name: "orders", role: .source)
        var read = ExporterStatus.Queue(name: "orders-dlq", role: .deadLetter)
        read.depth = .init(visible: 1, notVisible: 2, delayed: 3)
        read.readAtSeconds = 80
        read.nonemptySinceSeconds = 80
        #expect(await state.status().queues == [unread, read])
    }
}
