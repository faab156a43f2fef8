import Instruments
import Logging
import ServiceLifecycle
import Synchronization

/// As many receive loops as the queue has work for.
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
    private let executor: (any TaskExecutor)?
    private let metrics: ConsumerMetrics
    private let receivesEndWithin: Duration
    private let running = Atomic(0)

    /// Makes the loops; none runs yet.
    ///
    /// - Parameters:
    ///   - executor: where the loops run; nil is the cooperative pool.
    ///   - receivesEndWithin: how long a running receive may go on after shutdown has begun.
    init(
        pump: Pump,
        limit: Int,
        executor: (any TaskExecutor)?,
        metrics: ConsumerMetrics,
        receivesEndWithin: Duration
    ) {
        self.pump = pump
        self.limit = limit
        self.executor = executor
        self.metrics = metrics
        self.receivesEndWithin = receivesEndWithin
    }

    /// Runs until shutdown and until everything received has been recorded and deleted.
    func run() async {
        let (signals, signal) = AsyncStream.makeStream(of: Signal.self)
        // Cancelled when this scope ends.
        async let _: Void = announceDeadline(to: signal)
        await withDiscardingTaskGroup { group in
            _ = reserveLoop()
            group.addTask(executorPreference: executor) { [self] in
                await runLoop(endsWhenEmpty: false, signal: signal)
            }
            for await event in signals {
                switch event {
                case .fullReceive:
                    guard reserveLoop() else { continue }
                    group.addTask(executorPreference: executor) { [self] in
                        await runLoop(endsWhenEmpty: true, signal: signal)
                    }
                case .deadline:
                    group.cancelAll()
                }
            }
        }
    }

    private func runLoop(endsWhenEmpty: Bool, signal: AsyncStream<Signal>.Continuation) async {
        await pump.run(endsWhenEmpty: endsWhenEmpty) {
            if running.load(ordering: .relaxed) < limit { signal.yield(.fullReceive) }
        }
        let left = running.subtract(1, ordering: .relaxed).newValue
        metrics.receiveLoops.set(Double(left))
        // The first loop runs until shutdown. Until the last one has ended, the deadline must still reach the others.
        if left == 0 { signal.finish() }
    }

    /// Counts one loop more; only the task that starts loops calls this, so the limit holds.
    private func reserveLoop() -> Bool {
        guard running.load(ordering: .relaxed) < limit else { return false }
        metrics.receiveLoops.set(Double(running.add(1, ordering: .relaxed).newValue))
        return true
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
