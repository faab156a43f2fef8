import FoundationEssentials

extension FaultInjector {
    /// How far a request's clock may be from the server's.
    private static let tolerance: Milliseconds = 300_000

    /// Whether requests have to tell when they were signed.
    var refusesOtherClocks: Bool { clockSkew?.refusal != nil }

    /// Why a request that was signed at this time is refused, if it is; it counts.
    ///
    /// - Parameters:
    ///   - signedAt: `20201006T100205Z`.
    ///   - now: by the server's wrong clock.
    mutating func refusal(of signedAt: String?, now: Milliseconds) -> SQSError? {
        let format = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted)
        guard
            let refusal = clockSkew?.refusal,
            let signedAt, let date = try? Date(signedAt, strategy: format),
            abs(Milliseconds(date.timeIntervalSince1970 * 1000) - now) > Self.tolerance
        else { return nil }
        count("clock-skew")
        return .outsideClock(signedAt, refusal)
    }
}
