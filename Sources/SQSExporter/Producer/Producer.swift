import AWS
import Logging
import Pipeline
import SQS
import ServiceLifecycle

/// Sends invented events to a queue at a steady rate.
struct Producer: Service {
    /// How much, and how fast.
    struct Pace {
        /// Messages a second; nil sends as fast as SQS takes them.
        var rate: Double?
        /// Messages in all; nil goes on until shutdown.
        var count: Int?
    }

    let queue: any MessageQueue
    let types: [EventType]
    let invalidRatio: Double
    let pace: Pace
    let tally: ProducerTally
    let logger: Logger

    private static let batchSize = 10
    private static let tick = Duration.milliseconds(50)

    /// Sends until the count is reached or shutdown begins.
    func run() async throws {
        var generator = EventGenerator(types: types, invalidRatio: invalidRatio)
        let start = ContinuousClock.now
        var sent = 0
        var failures = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled, sent < pace.count ?? .max {
            let due = due(since: start, sent: sent)
            guard due > 0 else {
                await pause(for: Self.tick)
                continue
            }
            let bodies = (0..<min(due, Self.batchSize)).map { _ in generator.next(now: WallClock.now()) }
            do throws(ServiceError) {
                try await send(bodies)
                failures = 0
            } catch {
                failures += 1
                tally.refused(bodies.count)
                await backOff(after: error, failures: failures)
            }
            sent += bodies.count
        }
    }

    private func due(since start: ContinuousClock.Instant, sent: Int) -> Int {
        let remaining = (pace.count ?? .max) - sent
        guard let rate = pace.rate else { return remaining }
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        return min(remaining, Int(elapsed * rate) + 1 - sent)
    }

    private func send(_ bodies: [EventGenerator.Body]) async throws(ServiceError) {
        let failures = try await queue.send(bodies.map { OutgoingMessage(body: $0.bytes) })
        let failed = Set(failures.map(\.index))
        for (index, body) in bodies.enumerated() where !failed.contains(index) { tally.accepted(body) }
        tally.refused(failed.count)
    }

    private func backOff(after error: ServiceError, failures: Int) async {
        guard error.class != .cancelled else { return }
        logger.error("sending fails", metadata: ["code": "\(error.code)", "error": "\(error.message)"])
        await pause(for: Backoff.delay(after: error, failures: failures))
    }
}
