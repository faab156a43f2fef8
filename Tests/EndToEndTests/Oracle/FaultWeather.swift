import LocalSQS
import Support

/// Faults that change every few seconds, drawn from a seed: all that a server can do wrong, a few things at a time.
struct FaultWeather {
    private var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// How long the next spell lasts, in seconds.
    mutating func spellSeconds() -> Int { 2 + random.below(3) }

    /// What goes wrong in the next spell.
    mutating func next() -> FaultPlan {
        // First, so that it always happens: what only trying again can mend.
        var faults = [LocalSQS.Fault(.failEntry(senderFault: false), on: .deleteMessageBatch, rate: 0.5)]
        faults += (0..<3 + random.below(3)).map { _ in fault() }
        if random.onceIn(3) { faults.append(refusal()) }
        return FaultPlan(
            seed: random.next(),
            faults: faults,
            outages: random.onceIn(5) ? [Outage(afterSeconds: 0.5, forSeconds: 1)] : [],
            clockSkew: random.onceIn(5) ? skew() : nil
        )
    }

    /// What may happen to any number of requests or messages.
    private mutating func fault() -> LocalSQS.Fault {
        let phase: LocalSQS.Fault.Phase = random.onceIn(2) ? .before : .after
        let rate = Double(2 + random.below(25)) / 100
        let wait = 100 + random.below(300)
        let kinds: [LocalSQS.Fault.Kind] = [
            .answer(status: 500, .html), .answer(status: 503, .html, retryAfterMilliseconds: wait),
            .answer(status: 500, .error("InternalFailure")), .throttle(), .throttle(status: 403),
            .throttle(retryAfterMilliseconds: wait), .reset, .empty, .hold(seconds: 1), .cut, .truncated,
            .slow(bytes: 512, everyMilliseconds: 10), .wrongMD5, .duplicate, .deliverTwice, .undeletable,
            .redeliverDeleted, .invalidHandle,
        ]
        // A deletion that SQS calls the sender's fault is given up by design, which would hide those that are not.
        if random.onceIn(kinds.count) {
            let isSenderFault = random.onceIn(2)
            return .init(
                .failEntry(senderFault: isSenderFault),
                on: .changeMessageVisibilityBatch,
                phase: phase,
                rate: rate
            )
        }
        let operations: [OperationName] = [.receiveMessage, .deleteMessageBatch, .changeMessageVisibilityBatch]
        return .init(
            random.element(of: kinds),
            on: random.onceIn(3) ? nil : random.element(of: operations),
            phase: phase,
            rate: rate
        )
    }

    /// What keeps an exporter waiting for long, so only now and then.
    private mutating func refusal() -> LocalSQS.Fault {
        let kinds: [LocalSQS.Fault.Kind] = [
            .accessDenied, .expiredToken, .kms(), .missingQueue, .overLimit, .hold(seconds: 17),
        ]
        return .init(random.element(of: kinds), on: .receiveMessage, times: 1 + random.below(2))
    }

    private mutating func skew() -> ClockSkew {
        ClockSkew(
            seconds: (random.onceIn(2) ? 1 : -1) * (600 + random.below(3000)),
            refusal: random.onceIn(2) ? .requestTimeTooSkewed : .invalidSignature
        )
    }
}
