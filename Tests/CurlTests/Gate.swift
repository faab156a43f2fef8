import Foundation
import Synchronization

/// Holds threads back until a number of them have come.
final class Gate: Sendable {
    private let count: Int
    private let arrived = Mutex(0)

    init(for count: Int) { self.count = count }

    /// False where the others did not come in time.
    func pass() -> Bool {
        arrived.withLock { $0 += 1 }
        let deadline = Date(timeIntervalSinceNow: 15)
        while arrived.withLock({ $0 < count }) {
            guard Date.now < deadline else { return false }
            Thread.sleep(forTimeInterval: 0.001)
        }
        return true
    }
}
