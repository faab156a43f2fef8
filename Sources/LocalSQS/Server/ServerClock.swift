import FoundationEssentials
import NIOCore

/// The time a server lives by: somebody's clock, and what it has been put forward.
struct ServerClock {
    private let base: @Sendable () -> Milliseconds
    private var offset: Milliseconds = 0

    init(_ base: @escaping @Sendable () -> Milliseconds) {
        self.base = base
    }

    var now: Milliseconds { base() + offset }

    mutating func advance(by amount: Milliseconds) {
        offset += amount
    }
}

/// Tells the time of day; never goes back, also when the machine's clock is set.
package func timeOfDay() -> @Sendable () -> Milliseconds {
    let start = Milliseconds(Date().timeIntervalSince1970 * 1000)
    let uptime = NIODeadline.now()
    return { start + (NIODeadline.now() - uptime).nanoseconds / 1_000_000 }
}
