import Pipeline
import ServiceLifecycle

/// Shows on a terminal how far a producer is, on one line that is written over.
struct ProducerProgress: Service {
    let tally: ProducerTally

    /// Runs until shutdown.
    func run() async throws {
        guard StandardError.isTerminal else { return try await gracefulShutdown() }
        var before = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            await pause(for: .seconds(1))
            let sent = tally.events + tally.broken
            StandardError.write(
                "\r\(sent) sent (\(sent - before)/s), \(tally.broken) of them broken, \(tally.refused) refused "
            )
            before = sent
        }
        StandardError.write("\n")
    }
}
