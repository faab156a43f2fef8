import AWS
import Events
import Instruments
import Ledger
import SQS

/// The middle of a loop: decodes what arrived, lets the ledger decide, and counts what is new.
struct Recorder: Sendable {
    let ledger: any Ledger
    let rejection: Rejection
    let events: EventMetrics
    let metrics: ConsumerMetrics
    let ledgerOutage: OutageLog
    /// A message left on this receive or a later one goes to the dead-letter queue next.
    let maxReceiveCount: Int
    /// The wall clock, seconds since 1970.
    let now: @Sendable () -> Double

    private let decoder = EventDecoder()

    init(
        ledger: any Ledger,
        rejection: Rejection,
        events: EventMetrics,
        metrics: ConsumerMetrics,
        ledgerOutage: OutageLog,
        maxReceiveCount: Int,
        now: @escaping @Sendable () -> Double
    ) {
        self.ledger = ledger
        self.rejection = rejection
        self.events = events
        self.metrics = metrics
        self.ledgerOutage = ledgerOutage
        self.maxReceiveCount = maxReceiveCount
        self.now = now
    }

    /// Counts each message once and tells which can be deleted.
    func record(_ messages: [Message]) async -> Settlement {
        guard !messages.isEmpty else { return Settlement() }
        let arrival = ContinuousClock.now
        observeArrival(of: messages)
        let sorted = sort(messages)
        var settlement = await count(sorted.valid, since: arrival)
        if !sorted.invalid.isEmpty {
            let rejected = await rejection.reject(sorted.invalid)
            settlement.settled += rejected.settled
            settlement.left += rejected.left
            settlement.obstacle = settlement.obstacle ?? rejected.obstacle
        }
        for _ in sorted.damaged { metrics.rejected(reason: ConsumerMetrics.damagedBody) }
        settlement.left += sorted.damaged
        settlement.left.forEach(observeLeaving)
        return settlement
    }

    private struct Sorted {
        var valid: [(message: Message, entry: LedgerEntry)] = []
        var invalid: [InvalidMessage] = []
        /// Not what the producer sent, so nothing can be said of them; the next delivery may be whole.
        var damaged: [Message] = []
    }

    private func sort(_ messages: [Message]) -> Sorted {
        var sorted = Sorted()
        sorted.valid.reserveCapacity(messages.count)
        for message in messages {
            guard message.bodyIsIntact else {
                sorted.damaged.append(message)
                continue
            }
            let key = MessageKey(messageID: message.id)
            do throws(EventError) {
                let event = try decoder.decode(message.body.span)
                let entry = LedgerEntry(
                    key: key,
                    sentMilliseconds: message.sentMilliseconds,
                    outcome: .counted(event)
                )
                sorted.valid.append((message, entry))
            } catch {
                sorted.invalid.append(InvalidMessage(message: message, key: key, reason: error))
            }
        }
        return sorted
    }

    private func count(
        _ valid: [(message: Message, entry: LedgerEntry)],
        since arrival: ContinuousClock.Instant
    ) async -> Settlement {
        guard !valid.isEmpty else { return Settlement() }
        do throws(LedgerError) {
            let verdicts = try await ledger.record(valid.map(\.entry))
            ledgerOutage.succeeded()
            observe(zip(valid.lazy.map(\.entry), verdicts), duration: (ContinuousClock.now - arrival).seconds)
            return Settlement(
                settled: valid.map { Delivery(key: $0.entry.key, receiptHandle: $0.message.receiptHandle) }
            )
        } catch {
            ledgerOutage.failed(error.asServiceError)
            return Settlement(left: valid.map(\.message), obstacle: error.asServiceError)
        }
    }

    private func observe(_ recorded: some Sequence<(LedgerEntry, Verdict)>, duration: Double) {
        let now = now()
        for (entry, verdict) in recorded {
            guard case .counted(let event) = entry.outcome else { continue }
            guard verdict == .recorded else {
                metrics.duplicate.increment()
                continue
            }
            events.record(event)
            metrics.counted.increment()
            metrics.eventDelay.observe(max(0, now - event.occurredAtSeconds))
            metrics.processingDuration.observe(duration)
        }
    }

    private func observeArrival(of messages: [Message]) {
        let now = now()
        metrics.received.increment(by: Double(messages.count))
        metrics.inFlight.increment(by: Double(messages.count))
        for message in messages {
            guard let receiveCount = message.receiveCount else { continue }
            metrics.receiveCount.observe(Double(receiveCount))
            guard receiveCount == 1 else {
                metrics.redelivered.increment()
                continue
            }
            // Later receives would add the visibility timeout to a lag that has long ended.
            guard let sent = message.sentMilliseconds else { continue }
            metrics.lag.observe(max(0, now - Double(sent) / 1000))
        }
    }

    private func observeLeaving(_ message: Message) {
        metrics.inFlight.decrement()
        if let receiveCount = message.receiveCount, receiveCount >= maxReceiveCount { metrics.exhausted.increment() }
    }
}
