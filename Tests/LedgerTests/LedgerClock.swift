import Synchronization

/// A wall clock that stands still until it is moved.
final class LedgerClock: Sendable {
    private let seconds: Mutex<Double>

    init(_ seconds: Double = 1_000_000) { self.seconds = Mutex(seconds) }

    var now: Double { seconds.withLock { $0 } }

    func advance(by step: Double) { seconds.withLock { $0 += step } }
}
