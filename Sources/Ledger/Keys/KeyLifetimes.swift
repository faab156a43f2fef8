/// How long keys are remembered.
struct KeyLifetimes: Sendable {
    /// How long the key of a deleted message is remembered at least.
    var windowSeconds: Double
    /// How long after its sending a message can come back whose deletion is not confirmed; 15 days are the longest
    /// retention SQS allows, and a day of slack.
    var unconfirmedSeconds: Double = 15 * 86_400

    /// The length of a partition.
    var halfWindowSeconds: Double { windowSeconds / 2 }

    /// The number of the partition, half a window long, to which a time belongs.
    func partition(at seconds: Double) -> Int {
        // Times beyond all reason come from damaged files or clocks; they must not trap.
        Int(min(max((seconds / halfWindowSeconds).rounded(.down), 0), 1e15))
    }

    /// The time from which a message cannot come back whose deletion is not confirmed; if it is not known when the
    /// message was sent, it was when it was recorded.
    ///
    /// What has just come cannot be too old to come, whatever its sending time and today's retention say: it is
    /// remembered for the window at least.
    func expiry(sentSeconds: Double?, recordedAt now: Double) -> Double {
        max((sentSeconds ?? now) + unconfirmedSeconds, now + windowSeconds)
    }
}
