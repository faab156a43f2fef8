import Synchronization

/// This machine's clock, put right by what the service says the time is.
///
/// Signatures are good for some minutes around the service's time, so a machine whose clock is off further than that
/// would be refused for ever.
final class ServiceClock: Sendable {
    /// Codes that say outright that the time is wrong.
    private static let definite: Set = ["RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed"]
    /// Codes that a wrong time may cause, but a wrong secret too.
    private static let possible: Set = ["AuthFailure", "InvalidSignature", "SignatureDoesNotMatch"]
    /// How far off the time must be to explain the possible ones; AWS's SDKs take 4 to 5 minutes.
    private static let threshold = 240

    private let local: @Sendable () -> Timestamp
    private let offset = Atomic<Int>(0)

    init(local: @escaping @Sendable () -> Timestamp) {
        self.local = local
    }

    /// Seconds that the service's clock is ahead of this machine's, as last corrected; 0 until then.
    var offsetSeconds: Int { offset.load(ordering: .relaxed) }

    /// The time to sign with.
    func now() -> Timestamp { local() + offsetSeconds }

    /// Takes over the service's time if a wrong one explains why a request signed at `signingTime` was refused.
    ///
    /// True means that the same request, signed anew, may be accepted.
    func correct(after failure: FailedExchange, signedAt signingTime: Timestamp) -> Bool {
        guard let serviceTime = failure.serviceTime else { return false }
        let stem = ErrorCode.stem(failure.error.code)
        let isLikely = Self.possible.contains(stem) && abs(serviceTime - signingTime) >= Self.threshold
        guard isLikely || Self.definite.contains(stem) else { return false }
        offset.store(serviceTime - local(), ordering: .relaxed)
        return true
    }
}
