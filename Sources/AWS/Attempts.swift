/// The attempts of one call so far, and whether another one follows.
struct Attempts {
    private var made = 1
    private var lastCost: Int?

    /// Waits for the next attempt after one has failed; false when there is none, and the failure is the call's.
    ///
    /// A long poll that the quota has nothing left for waits all the same before it fails: it is asked in a loop.
    mutating func mayGoOn(with call: Call, after error: ServiceError, by retries: Retries) async -> Bool {
        guard let reason = RetryReason(error), !retries.failing.contains(call.operation) else { return false }
        guard made < min(call.attempts, retries.policy.attempts) else {
            retries.failing.note(call.operation, fails: true)
            return false
        }
        var generator = SystemRandomNumberGenerator()
        let delay = reason.delay(beforeRetry: made, after: error, using: &generator)
        guard retries.quota.take(reason.cost) else {
            if call.isLongPoll { _ = await retries.policy.pause(delay, call) }
            return false
        }
        guard await retries.policy.pause(delay, call) else { return false }
        made += 1
        lastCost = reason.cost
        return true
    }

    /// Notes the success: puts back into the quota what the attempt was worth.
    func succeeded(with call: Call, by retries: Retries) {
        retries.quota.give(lastCost ?? 1)
        retries.failing.note(call.operation, fails: false)
    }
}
