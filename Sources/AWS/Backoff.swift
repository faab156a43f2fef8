/// How long a loop waits after a call has failed for good, so that no loop ever spins.
///
/// By then ``AWSClient`` has made all the attempts that the call has, with the short waits of ``RetryReason`` in
/// between: those bridge a hiccup, these an outage, in which each call is sent once.
///
/// The wait doubles with every failure in a row and is drawn at random up to that ceiling ("full jitter"), so that
/// many clients do not come back at the same moment. What only a person can put right waits long and at least half of
/// its ceiling: a loop that is refused makes at most 24 requests a minute, soon 2.
///
///     failures in a row                      1     2     3     4     5     6     7     8+
///     network, server        0 – seconds     0.2   0.4   0.8   1.6   3.2   6.4   12.8  20
///     throttle               0 – seconds     1     2     4     8     16    20    20    20
///     auth, missing queue,     – seconds     5     10    20    40    60    60    60    60
///     configuration, other     at least      2.5   5     10    20    30    30    30    30
///     cancelled                seconds       0     0     0     0     0     0     0     0
package enum Backoff {
    /// Draws the wait before the next attempt from the system's random numbers; `failures` in a row, from 1.
    package static func delay(after error: ServiceError, failures: Int) -> Duration {
        var generator = SystemRandomNumberGenerator()
        return delay(after: error, failures: failures, using: &generator)
    }

    /// Draws the wait before the next attempt; `failures` in a row, from 1.
    ///
    /// A service that says how long to wait (`x-amz-retry-after`) is obeyed where that is longer, by up to 5 s.
    package static func delay(
        after error: ServiceError,
        failures: Int,
        using generator: inout some RandomNumberGenerator
    ) -> Duration {
        error.prolonging(drawn(for: error.class, failures: failures, using: &generator))
    }

    private static func drawn(
        for class: ServiceError.Class,
        failures: Int,
        using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let draw = Double.random(in: 0..<1, using: &generator)
        return switch `class` {
        case .network, .server: .seconds(draw * ceiling(base: 0.2, cap: 20, failures: failures))
        case .throttle: .seconds(draw * ceiling(base: 1, cap: 20, failures: failures))
        case .auth, .missingQueue, .configuration, .other:
            .seconds((0.5 + draw / 2) * ceiling(base: 5, cap: 60, failures: failures))
        case .cancelled: .zero
        }
    }

    /// `base` seconds, doubled for each failure after the first, and never more than `cap`.
    static func ceiling(base: Double, cap: Double, failures: Int) -> Double {
        // Past 16 doublings every cap is long reached.
        min(base * Double(1 << min(max(failures, 1) - 1, 16)), cap)
    }
}
