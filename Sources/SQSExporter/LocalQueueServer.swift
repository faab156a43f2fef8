import LocalSQS
import ServiceLifecycle

/// Keeps a local queue that has been started until shutdown.
struct LocalQueueServer: Service {
    let queue: LocalSQSServer

    func run() async throws {
        try? await gracefulShutdown()
        await queue.shutdown()
    }
}
