/// Why a call that has failed may succeed if it is simply sent again.
///
/// What AWS's SDKs retry in their standard mode, in its revision of 2026; nothing that stays as it is until somebody
/// acts. The wait before a retry doubles from one to the next and is drawn at random up to that ceiling ("full
/// jitter"); what it costs is paid from the client's ``RetryQuota``.
///
///     wait in seconds   before retry 1   2         3         at most   cost
///     transient         0 – 0.05         0 – 0.1   0 – 0.2   20        14
///     throttling        0 – 1            0 – 2     0 – 4     20        5
enum RetryReason {
    /// No answer, or the answer of a service that is not itself.
    case transient
    /// The service asks for fewer requests.
    case throttling

    private static let passingStatuses = [500, 502, 503, 504]
    /// They come with statuses that would say the opposite.
    private static let passingCodes = ["IDPCommunicationError", "RequestTimeout"]

    /// Nil for what is not to be sent again: refusals, and answers of success that could not be read.
    ///
    /// `OverLimit` is none either, though its class is `throttle`: only deletions make room in flight, and the receive
    /// loop waits for those (``Backoff``).
    init?(_ error: ServiceError) {
        let stem = ErrorCode.stem(error.code)
        let isUnanswered = error.class == .network && error.status == nil
        if error.class == .throttle, stem != "OverLimit" {
            self = .throttling
        } else if isUnanswered || Self.passingCodes.contains(stem) {
            self = .transient
        } else if let status = error.status, Self.passingStatuses.contains(status) {
            self = .transient
        } else {
            return nil
        }
    }

    /// What a retry takes from the quota.
    var cost: Int {
        switch self {
        case .transient: 14
        case .throttling: 5
        }
    }

    private var baseSeconds: Double {
        switch self {
        case .transient: 0.05
        case .throttling: 1
        }
    }

    /// Draws the wait before a call's first, second, … retry; longer where the service asks for it in `error`.
    func delay(
        beforeRetry retry: Int,
        after error: ServiceError,
        using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let ceiling = Backoff.ceiling(base: baseSeconds, cap: 20, failures: retry)
        return error.prolonging(.seconds(Double.random(in: 0..<1, using: &generator) * ceiling))
    }
}
