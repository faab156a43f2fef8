/// The attempts of one call so far, and whether another one follows.
struct Attempts {
    private var made = 1
    private var lastCost: Int?

    /// Waits for the next attempt after one has failed; false when there is none, and the failure is the call's.
    ///
    /// A long poll that the quota has nothing left for waits all the same before it fails: it is asked in a loop.
    mutating func mayGoOn(
        with call: Call,
        after error: ServiceError,
        by policy: RetryPolicy,
        from quota: RetryQuota
    ) async -> Bool {
        guard made < min(call.attempts, policy.attempts), let reason = RetryReason(error) else { return false }
        var generator = SystemRandomNumberGenerator()
        let delay = reason.delay(beforeRetry: made, after: error, using: &generator)
        guard quota.take(reason.cost) else {
            if call.isLongPoll { _ = await policy.pause(delay, call) }
            return false
        }
        guard await policy.pause(delay, call) else { return false }
        made += 1
        lastCost = reason.cost
        return true
    }

    /// Puts back into the quota what the attempt that succeeded is worth.
    func succeeded(to quota: RetryQuota) {
        quota.give(lastCost ?? 1)
    }
}
