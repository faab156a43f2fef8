import Instruments
import Logging
import ServiceLifecycle
import Synchronization

/// As many receive loops as the queue has work for, and what works for them all.
///
/// One loop waits on an idle queue, so that idling costs one long poll. A receive that comes back full starts another
/// loop, up to the limit; a receive that comes back without messages ends every loop but the first.
final class ReceiveLoops: Sendable {
    private enum Signal {
        case fullReceive
        case deadline
    }

    private let pump: Pump
    private let limit: Int
    private let heartbeat: Heartbeat?
    private let executor: (any TaskExecutor)?
    private let metrics: ConsumerMetrics
    private let receivesEndWithin: Duration
    private let logger: Logger
    /// The numbers of those that run.
    private let running = Mutex<Set<Int>>([])

    /// Makes the loops; none runs yet.
    ///
    /// - Parameters:
    ///   - heartbeat: nil only where a test shows what it is good for.
    ///   - executor: where the loops run; nil is the cooperative pool.
    ///   - receivesEndWithin: how long a running receive may go on after shutdown has begun.
    init(
        pump: Pump,
        limit: Int,
        heartbeat: Heartbeat?,
        executor: (any TaskExecutor)?,
        metrics: ConsumerMetrics,
        receivesEndWithin: Duration,
        logger: Logger
    ) {
        self.pump = pump
        self.limit = limit
        self.heartbeat = heartbeat
        self.executor = executor
        self.metrics = metrics
        self.receivesEndWithin = receivesEndWithin
        self.logger = logger
    }

    /// Runs until shutdown and until everything received has been recorded and deleted, or given back.
    func run() async {
        // Cancelled when this scope ends: after the last message is settled.
        async let _: Void = heartbeat?.run() ?? ()
        async let _: Void = pump.watch.log(to: logger)
        async let retries: Void = pump.deletions.run()
        await runLoops()
        pump.deletions.finish()
        await retries
        await pump.deletions.deleteLast()
    }

    private func runLoops() async {
        let (signals, signal) = AsyncStream.makeStream(of: Signal.self)
        // Cancelled when this scope ends.
        async let _: Void = announceDeadline(to: signal)
        await withDiscardingTaskGroup { group in
            if let first = reserveLoop() {
                group.addTask(executorPreference: executor) { [self] in
                    await runLoop(first, endsWhenEmpty: false, signal: signal)
                }
            }
            for await event in signals {
                switch event {
                case .fullReceive:
                    guard let number = reserveLoop() else { continue }
                    group.addTask(executorPreference: executor) { [self] in
                        await runLoop(number, endsWhenEmpty: true, signal: signal)
                    }
                case .deadline:
                    group.cancelAll()
                }
            }
        }
    }

    private func runLoop(_ number: Int, endsWhenEmpty: Bool, signal: AsyncStream<Signal>.Continuation) async {
        await pump.run(as: .loop(number), endsWhenEmpty: endsWhenEmpty) {
            if running.withLock({ $0.count }) < limit { signal.yield(.fullReceive) }
        }
        let left = running.withLock { running in
            running.remove(number)
            return running.count
        }
        metrics.receiveLoops.set(Double(left))
        // The first loop runs until shutdown. Until the last one has ended, the deadline must still reach the others.
        if left == 0 { signal.finish() }
    }

    /// The lowest number that no loop has, counted as running from now on; nil at the limit.
    private func reserveLoop() -> Int? {
        running.withLock { running in
            guard let number = (1...limit).first(where: { !running.contains($0) }) else { return nil }
            running.insert(number)
            metrics.receiveLoops.set(Double(running.count))
            return number
        }
    }

    private func announceDeadline(to signal: AsyncStream<Signal>.Continuation) async {
        do {
            try await gracefulShutdown()
            try await Task.sleep(for: receivesEndWithin)
            signal.yield(.deadline)
        } catch {
            // Cancelled: the loops have ended by themselves.
        }
    }
}
