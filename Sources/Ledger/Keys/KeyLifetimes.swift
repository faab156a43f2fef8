/// How long keys are remembered.
struct KeyLifetimes: Sendable {
    /// How long the key of a deleted message is remembered at least.
    var windowSeconds: Double
    /// How long after its sending a message can come back whose deletion is not confirmed; 15 days are the longest retention
    /// SQS allows, and a day of slack.
    var unconfirmedSeconds: Double = 15 * 86_400

    /// The number of the partition, half a window long, to which a time belongs.
    func partition(at seconds: Double) -> Int {
        // Times beyond all reason come from damaged files or clocks; they must not trap.
        Int(min(max(seconds / (windowSeconds / 2), 0), 1e15))
    }
}
