import AWS
import Instruments
import SQS
import ServiceLifecycle

/// The receiving end of a loop: asks for messages, and waits where asking again at once would be wrong.
struct Receiver: Sendable {
    private let queue: any MessageQueue
    private let gate: LedgerGate
    private let deletions: Deletions
    private let room: InFlightLimit
    private let metrics: ConsumerMetrics
    private let health: ConsumerHealth
    private let outage: OutageLog
    private let settings: ConsumerSettings
    private let now: @Sendable () -> Double
    private var failures = 0
    private var hastyEmptyReceives = 0
    private var obstacles = 0
    /// The number of the trial in which this loop finds out whether the ledger takes what it receives.
    private var trial: Int?
    /// What the next receive waits before it asks.
    private var delay = Duration.zero

    /// An empty answer that comes sooner than this did not wait for messages, whatever it was asked to do.
    private static let hasty = Duration.milliseconds(200)

    /// From one look at whether deletions work to the next.
    private static let look = Duration.milliseconds(500)

    init(
        queue: any MessageQueue,
        gate: LedgerGate,
        deletions: Deletions,
        room: InFlightLimit,
        metrics: ConsumerMetrics,
        health: ConsumerHealth,
        outage: OutageLog,
        settings: ConsumerSettings,
        now: @escaping @Sendable () -> Double
    ) {
        self.queue = queue
        self.gate = gate
        self.deletions = deletions
        self.room = room
        self.metrics = metrics
        self.health = health
        self.outage = outage
        self.settings = settings
        self.now = now
    }

    /// Whether the next receive may run before all that was received is settled: nothing stands against that.
    var mayRunAhead: Bool { trial == nil && obstacles == 0 }
    var maximum: Int { settings.messagesPerReceive }
    var waitSeconds: Int { settings.waitSeconds }

    /// Makes the next receive wait, the longer the more often in a row messages could not be settled; nil is no
    /// obstacle.
    ///
    /// Receiving on would only use up the receives that the messages have before the dead-letter queue.
    private mutating func holdOff(after obstacle: ServiceError?) {
        guard let obstacle else {
            obstacles = 0
            return
        }
        obstacles += 1
        delay = Backoff.delay(after: obstacle, failures: obstacles)
    }

    /// To be called when what a receive brought is settled, or it brought nothing: until then this loop may be on
    /// trial.
    mutating func settled(obstacle: ServiceError?) {
        holdOff(after: obstacle)
        endTrial()
    }

    private mutating func endTrial() {
        if let trial { gate.endTrial(trial) }
        trial = nil
    }

    /// Receives once; no messages when there are none, and after a failure and its backoff.
    ///
    /// Each message that it returns has been given room.
    mutating func receive(as loop: StallWatch.Worker) async -> [Message] {
        guard await waitForTurn(as: loop) else { return [] }
        let start = ContinuousClock.now
        do throws(ServiceError) {
            let messages = try await health.watch.during(.receiving, by: loop) { () async throws(ServiceError) in
                try await queue.receive(
                    maximum: settings.messagesPerReceive,
                    waitSeconds: settings.waitSeconds,
                    visibilityTimeout: settings.visibilityTimeoutSeconds
                )
            }
            room.giveBack(maximum - messages.count)
            succeeded(messages)
            await pauseAfterHaste(messages, since: start)
            return messages
        } catch {
            room.giveBack(maximum)
            await failed(error, as: loop)
            return []
        }
    }

    /// Waits for all that stands against receiving, and takes room for what a receive may bring; false at a shutdown.
    private mutating func waitForTurn(as loop: StallWatch.Worker) async -> Bool {
        await backOff(for: delay, as: loop)
        delay = .zero
        if deletions.areRefused { await waitForDeletions(as: loop) }
        guard await takeRoom(as: loop) else { return false }
        if !gate.isPassable { trial = await health.watch.during(.waitingForLedger, by: loop) { await gate.pass() } }
        // Each of these waits may have ended in a shutdown.
        guard Task.isShuttingDownGracefully else { return true }
        room.giveBack(maximum)
        return false
    }

    private func backOff(for delay: Duration, as loop: StallWatch.Worker) async {
        guard delay > .zero else { return }
        await health.watch.during(.backingOff, by: loop) { await pause(for: delay) }
    }

    private func waitForDeletions(as loop: StallWatch.Worker) async {
        health.troubled(by: "deleting fails, so nothing more is received")
        await health.watch.during(.waitingForDeletions, by: loop) {
            while deletions.areRefused, !Task.isShuttingDownGracefully, !Task.isCancelled {
                await pause(for: Self.look)
            }
        }
        health.heldBack()
    }

    private func takeRoom(as loop: StallWatch.Worker) async -> Bool {
        if room.takeAtOnce(maximum) { return true }
        defer { health.heldBack() }
        return await health.watch.during(.waitingForRoom, by: loop) { await room.take(maximum) }
    }

    private mutating func succeeded(_ messages: [Message]) {
        failures = 0
        outage.succeeded()
        health.receiveSucceeded()
        metrics.lastSuccessfulReceive.set(now())
        (messages.isEmpty ? metrics.receivesEmpty : metrics.receivesWithMessages).increment()
    }

    /// Keeps a queue that never waits, by its configuration or by a fault, from being asked in a circle.
    ///
    ///     hasty empty receives in a row   1      2      3      4+
    ///     seconds                         0.2    0.4    0.8    1
    private mutating func pauseAfterHaste(_ messages: [Message], since start: ContinuousClock.Instant) async {
        guard messages.isEmpty, ContinuousClock.now - start < Self.hasty else {
            hastyEmptyReceives = 0
            return
        }
        hastyEmptyReceives = min(hastyEmptyReceives + 1, 4)
        await pause(for: min(.milliseconds(100 << hastyEmptyReceives), .seconds(1)))
    }

    private mutating func failed(_ error: ServiceError, as loop: StallWatch.Worker) async {
        if Task.isCancelled { return }
        // Nobody is to wait for the ledger while this loop waits for SQS.
        endTrial()
        failures += 1
        metrics.receiveErrors.increment()
        health.troubled(by: "receiving fails (\(error.class.rawValue)): \(error.code)")
        outage.failed(error)
        await backOff(for: error.backoff(failures: failures), as: loop)
    }
}
