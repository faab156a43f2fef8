/// Time that no correction of the machine's clock moves, and how to let it pass; unit tests bring one of their own.
struct SteadyTime: Sendable {
    /// Since a moment in the past that stays the same.
    var now: @Sendable () -> Duration
    /// Waits, into a shutdown too; ends early when the task is cancelled.
    var sleep: @Sendable (Duration) async -> Void

    /// The machine's.
    static let real = {
        let start = ContinuousClock.now
        return SteadyTime {
            ContinuousClock.now - start
        } sleep: {
            try? await Task.sleep(for: $0)
        }
    }()
}
