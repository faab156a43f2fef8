import Synchronization

/// Whether consuming works, for `/-/healthy` and `/-/ready`.
package final class ConsumerHealth: Sendable {
    private struct State {
        var startedSeconds: Double
        var limitSeconds: Double
        /// The last successful receive, or the last time that something stood against receiving on purpose.
        var lastSignSeconds: Double?
        var trouble: String? = "starting: the queue has not been found yet"
        var ledgerTrouble: String?
        var hasTotals = false
        var isStopping = false
    }

    /// What the loops are at.
    let watch: StallWatch
    private let state: Mutex<State>
    private let now: @Sendable () -> Double

    /// Starts out healthy and not ready.
    ///
    /// - Parameters:
    ///   - limitSeconds: how old the last successful receive may be, counted from the start where there was none; no
    ///     step of a loop counts as stalled sooner either.
    ///   - now: seconds of a clock that is never set.
    package init(
        limitSeconds: Double,
        now: @escaping @Sendable () -> Double = { SteadyTime.real.now().seconds }
    ) {
        self.now = now
        watch = StallWatch(leastSeconds: limitSeconds, now: now)
        state = Mutex(State(startedSeconds: now(), limitSeconds: limitSeconds))
    }

    /// Changes how old the last successful receive may be.
    package func setLimit(seconds: Double) {
        state.withLock { $0.limitSeconds = seconds }
        watch.leastSeconds.value = seconds
    }

    /// Why the process should be restarted; nil while it works.
    package var complaint: String? {
        if let stall = watch.stalls.first { return "\(stall)" }
        let (state, now, stays) = (state.withLock { $0 }, now(), watch.stays)
        let age = now - (state.lastSignSeconds ?? state.startedSeconds)
        guard age > state.limitSeconds, !stays.contains(where: \.step.isHeldBack) else { return nil }
        let reason = (state.trouble ?? stays.first?.description).map { ": \($0)" } ?? ""
        return "no successful receive for \(Int(age)) s (limit \(Int(state.limitSeconds)) s)\(reason)"
    }

    /// Why the exporter does not consume right now; nil while it does.
    package var obstacle: String? {
        let state = state.withLock { $0 }
        return state.isStopping ? "shutting down" : state.ledgerTrouble ?? state.trouble ?? complaint
    }

    /// Notes that the queue answered a receive.
    package func receiveSucceeded() {
        let now = now()
        state.withLock { state in
            state.lastSignSeconds = now
            state.trouble = nil
        }
    }

    /// Notes what keeps the exporter from consuming, in words that hold no secret.
    package func troubled(by reason: String) {
        state.withLock { $0.trouble = reason }
    }

    /// Notes that until now a loop was held back on purpose, so that it could not receive.
    package func heldBack() {
        let now = now()
        state.withLock { $0.lastSignSeconds = now }
    }

    /// Notes that nothing can be counted, so that nothing is received on purpose: a restart would not help.
    package func ledgerFailed(_ reason: String) {
        let now = now()
        state.withLock { state in
            state.ledgerTrouble = reason
            state.lastSignSeconds = now
        }
    }

    /// Notes that the ledger takes commits, for the first time or again.
    package func ledgerWorks() {
        state.withLock { $0.ledgerTrouble = nil }
    }

    /// Whether what earlier runs counted is known; until then there is nothing to show.
    package var hasTotals: Bool { state.withLock { $0.hasTotals } }

    /// Notes that counting goes on from what earlier runs counted.
    package func totalsRestored() {
        state.withLock { $0.hasTotals = true }
    }

    /// Notes that the queues were found and receiving begins.
    package func started() {
        state.withLock { $0.trouble = nil }
    }

    /// Notes that receiving ends for good.
    package func stopping() {
        state.withLock { $0.isStopping = true }
    }
}
