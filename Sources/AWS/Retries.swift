/// What decides, for all calls of one client, whether one that has failed is sent again.
struct Retries: Sendable {
    let policy: RetryPolicy
    let quota = RetryQuota()
    let failing = FailingOperations()
}
