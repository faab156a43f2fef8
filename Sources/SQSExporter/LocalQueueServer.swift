import LocalSQS
import Logging
import ServiceLifecycle

/// Keeps a local queue that has been started until shutdown.
struct LocalQueueServer: Service {
    let queue: LocalSQSServer
    let logger: Logger

    /// Signals are heard from here on, so whoever waits for the line in the log may send one.
    func run() async throws {
        logger.notice("listening", metadata: ["endpoint": "\(queue.endpoint)"])
        try? await gracefulShutdown()
        let faults = await queue.injectedFaults()
        if !faults.isEmpty { logger.notice("faults injected", metadata: faults.mapValues { "\($0)" }) }
        await queue.shutdown()
    }
}
