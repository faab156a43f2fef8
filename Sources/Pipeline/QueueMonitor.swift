import AWS
import Logging
import SQS
import ServiceLifecycle

/// Reads the attributes of the main queue and the dead-letter queue on a timer, never at a scrape.
struct QueueMonitor: Sendable {
    let queues: [(role: ByQueueState.Role, queue: any MessageQueue, outage: OutageLog)]
    let metrics: QueueMetrics
    let interval: Adjustable<Duration>
    let now: @Sendable () -> Double
    private let whenAllAreRead: @Sendable ([QueueAttributes]) async -> Void

    /// - Parameter whenAllAreRead: called after each reading that no queue failed.
    init(
        queues: [(role: ByQueueState.Role, queue: any MessageQueue)],
        metrics: QueueMetrics,
        interval: Adjustable<Duration>,
        now: @escaping @Sendable () -> Double,
        logger: Logger,
        whenAllAreRead: @escaping @Sendable ([QueueAttributes]) async -> Void = { _ in }
    ) {
        self.queues = queues.map { role, queue in
            (role, queue, OutageLog(activity: "reading the attributes of \(queue.name)", logger: logger))
        }
        self.metrics = metrics
        self.interval = interval
        self.now = now
        self.whenAllAreRead = whenAllAreRead
        for (role, queue) in queues { metrics.expect(queue: queue.name, role: role) }
    }

    /// Runs until shutdown or cancellation.
    func run() async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            var readings: [QueueAttributes] = []
            for (role, queue, outage) in queues {
                do throws(ServiceError) {
                    let attributes = try await queue.attributes()
                    metrics.succeeded(queue: queue.name, role: role, attributes: attributes, now: now())
                    outage.succeeded()
                    readings.append(attributes)
                } catch {
                    guard error.class != .cancelled else { return }
                    metrics.failed(queue: queue.name)
                    outage.failed(error)
                }
            }
            if readings.count == queues.count { await whenAllAreRead(readings) }
            await pause(for: interval.value)
        }
    }
}
