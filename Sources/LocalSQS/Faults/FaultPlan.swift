/// All that a server does wrong on purpose: what SQS does rarely, for tests that cannot wait for it.
///
/// Every fault is drawn by itself from the seed, so that the same seed and the same requests in the same order meet the
/// same faults, and another rate of one does not move the others.
package struct FaultPlan: Sendable, Equatable {
    /// Nothing goes wrong.
    package static let none = FaultPlan()

    /// What the chances of all faults are drawn from.
    package var seed: UInt64
    /// Of several that a request meets, the first happens.
    package var faults: [Fault]
    /// When the server does not listen.
    package var outages: [Outage]
    /// How the server's clock is wrong; nil where it is right.
    package var clockSkew: ClockSkew?

    /// A plan of these faults.
    package init(seed: UInt64 = 1, faults: [Fault] = [], outages: [Outage] = [], clockSkew: ClockSkew? = nil) {
        self.seed = seed
        self.faults = faults
        self.outages = outages
        self.clockSkew = clockSkew
    }

    var isEmpty: Bool { faults.isEmpty && outages.isEmpty && clockSkew == nil }
}

/// A time in which a server does not listen; whoever is connected when it begins is disconnected.
package struct Outage: Sendable, Equatable {
    /// From the start of the server, or from when its faults were set.
    package var afterSeconds: Double
    /// From its beginning to its end.
    package var forSeconds: Double

    /// An outage that begins and ends in real time, whatever the server's clock says.
    package init(afterSeconds: Double, forSeconds: Double) {
        self.afterSeconds = afterSeconds
        self.forSeconds = forSeconds
    }
}

/// A clock of the server that is wrong, as its clients see it: in `Date` and in the times of messages.
package struct ClockSkew: Sendable, Equatable {
    /// How a request is refused whose `X-Amz-Date` is more than five minutes away from the server's clock.
    package enum Refusal: String, CaseIterable, Sendable {
        case invalidSignature = "InvalidSignatureException"
        case requestTimeTooSkewed = "RequestTimeTooSkewed"
    }

    /// How far the server is ahead.
    package var seconds: Int
    /// Nil refuses nothing.
    package var refusal: Refusal?

    /// A clock that is so many seconds ahead, or behind with a negative number.
    package init(seconds: Int, refusal: Refusal? = nil) {
        self.seconds = seconds
        self.refusal = refusal
    }

    var milliseconds: Milliseconds { .seconds(seconds) }
}
