import LocalSQS
import ServiceLifecycle

/// Keeps the services before it running through a shutdown until the queue is empty, for at most 10 seconds.
///
/// Services are shut down from the last to the first: behind the consumer and before the producer it gives the consumer
/// the time to count what the producer sent last.
struct Drain: Service {
    let server: LocalSQSServer
    let queueName: String

    private static let limit = Duration.seconds(10)
    private static let interval = Duration.milliseconds(20)

    func run() async throws {
        try? await gracefulShutdown()
        let deadline = ContinuousClock.now + Self.limit
        while await holdsMessages(), ContinuousClock.now < deadline, !Task.isCancelled {
            try? await Task.sleep(for: Self.interval)
        }
    }

    /// A message that is not visible has been received but not yet deleted, so its event may not be counted yet.
    private func holdsMessages() async -> Bool {
        guard let counts = await server.counts()[queueName] else { return false }
        return counts.visible > 0 || counts.notVisible > 0
    }
}
