import Events
import Instruments
import Synchronization

/// How types leave that have no events any more.
extension EventMetrics {
    /// The types that had no events for so many seconds, at a time of a clock that does not jump.
    ///
    /// From now on their events are folded, until ``drop(_:)`` is told that the ledger has forgotten their totals: else
    /// an event could be recorded just before they go. Those that the ledger has failed to forget are among them again.
    func takeIdle(at seconds: Int, forSeconds limit: Int) -> [String] {
        types.withLock { $0.takeIdle(at: seconds, forSeconds: limit) }.map(\.text)
    }

    /// Ends the series of types that the ledger has forgotten: they leave room, and start from 0 when they come again.
    func drop(_ types: [String]) {
        let types = types.map(EventTypeName.init(text:))
        self.types.withLock { known in
            families.remove(types)
            known.drop(types)
            typeCount.set(Double(known.count))
        }
        expired.increment(by: Double(types.count))
    }
}
