import AWS
import Instruments
import Logging
import SQS
import ServiceLifecycleTestKit
import Synchronization
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(2))) struct QueueMonitorTests {
    private let registry = Registry()

    @Test func `depth by role and state, and the queue's own settings, are exposed`() async throws {
        var attributes = QueueAttributes()
        attributes.visibleMessages = 3
        attributes.notVisibleMessages = 2
        attributes.delayedMessages = 1
        attributes.retentionSeconds = 345_600
        attributes.redrivePolicy = RedrivePolicy(deadLetterTargetARN: "arn", maxReceiveCount: 5)
        let metrics = try QueueMetrics(queue: "orders", registry: registry)
        metrics.succeeded(queue: "orders", role: .source, attributes: attributes, now: 7)
        #expect(value("sqs_queue_messages", "orders", "source", "visible") == 3)
        #expect(value("sqs_queue_messages", "orders", "source", "not_visible") == 2)
        #expect(value("sqs_queue_messages", "orders", "source", "delayed") == 1)
        #expect(value("sqs_queue_retention_seconds", "orders") == 345_600)
        #expect(value("sqs_queue_max_receives", "orders") == 5)
        #expect(value("sqs_queue_attributes_up", "orders") == 1)
        #expect(value("sqs_queue_attributes_last_success_timestamp_seconds", "orders") == 7)
    }

    @Test func `the dead-letter queue's first message sets the time and an empty queue clears it`() throws {
        let metrics = try QueueMetrics(queue: "orders", registry: registry)
        let name = "sqs_queue_dead_letter_nonempty_since_timestamp_seconds"
        for (now, hidden, expected) in [(1.0, 0, 0.0), (2, 1, 2), (3, 5, 2), (4, 0, 0), (5, 1, 5)] {
            var attributes = QueueAttributes()
            attributes.notVisibleMessages = hidden
            metrics.succeeded(queue: "dlq", role: .deadLetter, attributes: attributes, now: now)
            #expect(value(name, "dlq") == expected)
        }
    }

    @Test func `a reading that fails leaves the last values and says that it failed`() throws {
        let metrics = try QueueMetrics(queue: "orders", registry: registry)
        var attributes = QueueAttributes()
        attributes.visibleMessages = 3
        metrics.succeeded(queue: "orders", role: .source, attributes: attributes, now: 7)
        metrics.failed(queue: "orders")
        #expect(value("sqs_queue_attributes_up", "orders") == 0)
        #expect(value("sqs_queue_messages", "orders", "source", "visible") == 3)
        #expect(value("sqs_queue_attributes_last_success_timestamp_seconds", "orders") == 7)
    }

    @Test func `before the main queue is found it is not up, and nothing else is said of it`() throws {
        _ = try QueueMetrics(queue: "orders", registry: registry)
        #expect(registry.snapshot().map(\.description.name) == ["sqs_queue_attributes_up"])
        #expect(value("sqs_queue_attributes_up", "orders") == 0)
    }

    @Test func `a queue that is expected has its depth at 0 from the start`() throws {
        try QueueMetrics(queue: "orders", registry: registry).expect(queue: "dlq", role: .deadLetter)
        for state in ["visible", "not_visible", "delayed"] {
            #expect(value("sqs_queue_messages", "dlq", "dead_letter", state) == 0)
        }
        #expect(value("sqs_queue_attributes_up", "dlq") == 0)
    }

    @Test func `the queues are read again and again until shutdown`() async throws {
        let queue = ScriptedQueue()
        let monitor = QueueMonitor(
            queues: [(.source, queue)],
            metrics: try QueueMetrics(queue: "orders", registry: registry),
            interval: Adjustable(.milliseconds(10)),
            now: { 7 },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        await testGracefulShutdown { shutdown in
            async let run: Void = monitor.run()
            let deadline = ContinuousClock.now + .seconds(30)
            while queue.attributeCalls < 3, ContinuousClock.now < deadline {
                try? await Task.sleep(for: .milliseconds(5))
            }
            shutdown.triggerGracefulShutdown()
            await run
        }
        #expect(queue.attributeCalls >= 3)
    }

    @Test func `another interval holds from the next wait on`() async throws {
        let queue = ScriptedQueue()
        let interval = Adjustable(Duration.milliseconds(10))
        let monitor = QueueMonitor(
            queues: [(.source, queue)],
            metrics: try QueueMetrics(queue: "orders", registry: registry),
            interval: interval,
            now: { 7 },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            // So the first wait is a long one.
            whenAllAreRead: { _ in interval.value = .seconds(3600) }
        )
        await testGracefulShutdown { shutdown in
            async let run: Void = monitor.run()
            while queue.attributeCalls < 1 { try? await Task.sleep(for: .milliseconds(5)) }
            try? await Task.sleep(for: .milliseconds(100))
            shutdown.triggerGracefulShutdown()
            await run
        }
        #expect(queue.attributeCalls == 1)
    }

    private func value(_ name: String, _ labels: String...) -> Double? {
        for family in registry.snapshot() where family.description.name == name {
            guard case .gauges(let series) = family.points else { continue }
            return series.first { Array($0.labelValues) == labels }?.value
        }
        return nil
    }
}
