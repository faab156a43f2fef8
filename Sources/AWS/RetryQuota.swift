import Synchronization

/// What the retries of a client are paid from, so that it does not triple its requests to a service that is in trouble.
///
/// While calls succeed the quota is full, which is found out by one load: retries cost the calls without one nothing.
/// Safe to use from any number of tasks.
final class RetryQuota: Sendable {
    private static let capacity = 500
    private let available = Atomic(capacity)

    /// Pays for a retry; false, and nothing is taken, where too little is left.
    func take(_ cost: Int) -> Bool {
        var seen = available.load(ordering: .relaxed)
        while seen >= cost {
            let (taken, current) = available.weakCompareExchange(
                expected: seen,
                desired: seen - cost,
                ordering: .relaxed
            )
            if taken { return true }
            seen = current
        }
        return false
    }

    /// Puts back what a success is worth: what the retry that brought it about cost, else 1.
    func give(_ amount: Int) {
        var seen = available.load(ordering: .relaxed)
        while seen < Self.capacity {
            let (given, current) = available.weakCompareExchange(
                expected: seen,
                desired: min(seen + amount, Self.capacity),
                ordering: .relaxed
            )
            if given { return }
            seen = current
        }
    }
}
