/// Lets requests through at a rate: full at first, one token for each interval, one for each request.
struct TokenBucket {
    private let limit: WebConfiguration.RateLimit
    private var tokens: Double
    private var last: ContinuousClock.Instant

    init(_ limit: WebConfiguration.RateLimit, now: ContinuousClock.Instant) {
        self.limit = limit
        tokens = Double(limit.burst)
        last = now
    }

    /// Whether there is a token for one more request, which it then is gone for.
    mutating func take(now: ContinuousClock.Instant) -> Bool {
        tokens = min(Double(limit.burst), tokens + max(0, (now - last) / limit.interval))
        last = max(last, now)
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
