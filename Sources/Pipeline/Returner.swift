import AWS
import SQS

/// Gives back messages that could not be recorded, each for the longer the more often it has been received.
///
/// So that a failure that passes soon delays no event by the whole visibility timeout, and one that stays does not use
/// up the receives that a message has before the dead-letter queue in one breath. The wait is drawn at random up to its
/// ceiling ("full jitter"), once for all that were received as often, which takes one call:
///
///     receives              1     2     3     4     5     6     7     8     9+
///     seconds, 1 to         5     10    20    40    80    160   320   640   900
struct Returner: Sendable {
    let queue: any MessageQueue

    private static let baseSeconds = 5
    private static let capSeconds = 900

    /// Makes messages visible again after their wait, or so many seconds where that is longer.
    ///
    /// Failing is no harm: the visibility timeout does the same, later. A cancellation does not stop it.
    func giveBack(_ messages: [LeftMessage], notWithinSeconds least: Int = 0) async {
        guard !messages.isEmpty else { return }
        let handles = Dictionary(grouping: messages) { $0.receiveCount ?? 1 }.mapValues { $0.map(\.receiptHandle) }
        await Task { [queue] in
            for (receives, handles) in handles {
                let seconds = max(least, Int.random(in: 1...Self.ceilingSeconds(receives: receives)))
                _ = try? await queue.changeVisibility(of: handles, toSeconds: seconds)
            }
        }.value
    }

    /// The longest wait after so many receives.
    static func ceilingSeconds(receives: Int) -> Int {
        // Past 8 doublings the cap is long reached.
        min(baseSeconds << min(max(receives, 1) - 1, 8), capSeconds)
    }
}
