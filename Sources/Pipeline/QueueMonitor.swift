import AWS
import Logging
import SQS
import ServiceLifecycle

/// Reads the attributes of the main queue and the dead-letter queue on a timer, never at a scrape.
struct QueueMonitor: Sendable {
    let queues: [(role: ByQueueState.Role, queue: any MessageQueue, outage: OutageLog)]
    let metrics: QueueMetrics
    let interval: Duration
    let now: @Sendable () -> Double

    init(
        queues: [(role: ByQueueState.Role, queue: any MessageQueue)],
        metrics: QueueMetrics,
        interval: Duration,
        now: @escaping @Sendable () -> Double,
        logger: Logger
    ) {
        self.queues = queues.map { role, queue in
            (role, queue, OutageLog(activity: "reading the attributes of \(queue.name)", logger: logger))
        }
        self.metrics = metrics
        self.interval = interval
        self.now = now
        for (role, queue) in queues { metrics.expect(queue: queue.name, role: role) }
    }

    /// Runs until shutdown or cancellation.
    func run() async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            for (role, queue, outage) in queues {
                do throws(ServiceError) {
                    let attributes = try await queue.attributes()
                    metrics.succeeded(queue: queue.name, role: role, attributes: attributes, now: now())
                    outage.succeeded()
                } catch {
                    guard error.class != .cancelled else { return }
                    metrics.failed(queue: queue.name)
                    outage.failed(error)
                }
            }
            await pause(for: interval)
        }
    }
}
