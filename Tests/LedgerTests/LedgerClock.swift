import Synchronization

@testable import Ledger

/// A wall clock that stands still until it is moved, and a monotonic one beside it.
final class LedgerClock: Sendable {
    private let start = ContinuousClock.now
    private let seconds: Mutex<(wall: Double, passed: Double)>

    init(_ seconds: Double = 1_000_000) { self.seconds = Mutex((seconds, 0)) }

    var now: Double { seconds.withLock(\.wall) }

    var monotonic: ContinuousClock.Instant { start.advanced(by: .seconds(seconds.withLock(\.passed))) }

    var moment: Moment { Moment(wall: now, monotonic: monotonic) }

    /// Lets time pass.
    func advance(by step: Double) {
        seconds.withLock { seconds in
            seconds.wall += step
            seconds.passed += step
        }
    }

    /// Sets the wall clock ahead, or back, while no time passes.
    func jump(by step: Double) { seconds.withLock { $0.wall += step } }
}
