import Synchronization

/// The operations whose last call was sent again in vain: each of their calls is sent once, until one succeeds.
///
/// Retries bridge a hiccup. What outlasts them is an outage, which its caller waits out (``Backoff``) far longer than
/// any retry would: to send each call three times would only triple the requests to a service that is in trouble. Safe
/// to use from any number of tasks.
final class FailingOperations: Sendable {
    /// How many there are: while all is well, calls look no further.
    private let count = Atomic(0)
    private let names = Mutex<Set<String>>([])

    func contains(_ operation: String) -> Bool {
        count.load(ordering: .relaxed) > 0 && names.withLock { $0.contains(operation) }
    }

    /// Notes that a call has used up what it had, or that one has succeeded.
    func note(_ operation: String, fails: Bool) {
        guard fails || count.load(ordering: .relaxed) > 0 else { return }
        names.withLock { names in
            if fails { names.insert(operation) } else { names.remove(operation) }
            count.store(names.count, ordering: .relaxed)
        }
    }
}
