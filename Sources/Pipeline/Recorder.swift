import AWS
import Events
import Instruments
import Ledger
import SQS

/// The middle of a loop: decodes what arrived, lets the ledger decide, and counts what is new.
final class Recorder: Sendable {
    private let ledger: any Ledger
    private let rejection: Rejection
    private let events: EventMetrics
    private let metrics: ConsumerMetrics
    private let gate: LedgerGate
    /// A message left on this receive or a later one goes to the dead-letter queue next.
    private let maxReceiveCount: Int
    /// The wall clock, seconds since 1970.
    private let now: @Sendable () -> Double
    private let decoder = EventDecoder()
    private let eventIDField: JSONPointer?
    private let foldLog: FoldLog

    init(
        ledger: any Ledger,
        rejection: Rejection,
        events: EventMetrics,
        metrics: ConsumerMetrics,
        gate: LedgerGate,
        maxReceiveCount: Int,
        eventIDField: JSONPointer? = nil,
        foldLog: FoldLog,
        now: @escaping @Sendable () -> Double
    ) {
        self.ledger = ledger
        self.rejection = rejection
        self.events = events
        self.metrics = metrics
        self.gate = gate
        self.maxReceiveCount = maxReceiveCount
        self.eventIDField = eventIDField
        self.foldLog = foldLog
        self.now = now
    }

    /// Counts each message once and tells which can be deleted.
    func record(_ messages: [Message]) async -> Settlement {
        guard !messages.isEmpty else { return Settlement() }
        let arrival = ContinuousClock.now
        observeArrival(of: messages)
        let sorted = sort(messages)
        var settlement = await count(sorted, of: messages, since: arrival)
        if settlement.left.isEmpty, !sorted.invalid.isEmpty {
            let rejected = await rejection.reject(sorted.invalid)
            settlement.settled += rejected.settled
            settlement.left += rejected.left
            settlement.stays = rejected.stays
            settlement.obstacle = rejected.obstacle
        } else {
            // The ledger is away, and they could not be recorded as put aside.
            settlement.left += sorted.invalid.map(\.leftMessage)
        }
        if !sorted.damaged.isEmpty {
            for _ in sorted.damaged { metrics.rejected(reason: ConsumerMetrics.damagedBody) }
            settlement.left += sorted.damaged.map { LeftMessage($0) }
            // Whatever damages them may damage the next.
            settlement.obstacle = settlement.obstacle ?? .damagedBodies
        }
        observeExhausted(settlement.left)
        observeExhausted(settlement.stays)
        return settlement
    }

    private struct Sorted {
        /// The places of the valid messages among all.
        var valid: [Int] = []
        /// Of each valid message, in their order.
        var entries: [LedgerEntry] = []
        /// Of each entry, where its event will count.
        var places: [EventPlace] = []
        var invalid: [InvalidMessage] = []
        /// Not what the producer sent, so nothing can be said of them; the next delivery may be whole.
        var damaged: [Message] = []
    }

    private func sort(_ messages: [Message]) -> Sorted {
        var sorted = Sorted()
        sorted.valid.reserveCapacity(messages.count)
        sorted.entries.reserveCapacity(messages.count)
        sorted.places.reserveCapacity(messages.count)
        for (index, message) in messages.enumerated() {
            guard message.bodyIsIntact else {
                sorted.damaged.append(message)
                continue
            }
            do throws(EventError) {
                var event = try message.withBody { body throws(EventError) in try decoder.decode(body) }
                let place = events.place(of: event.type)
                if case .folded(_, let isLeaving) = place {
                    if !isLeaving { foldLog.folded(event.type) }
                    event.type = EventTypeName.other.text
                }
                sorted.places.append(place)
                sorted.entries.append(
                    LedgerEntry(
                        key: key(of: message),
                        sentMilliseconds: message.sentMilliseconds,
                        outcome: .counted(event)
                    )
                )
                sorted.valid.append(index)
            } catch {
                let key = MessageKey(messageID: message.id)
                sorted.invalid.append(InvalidMessage(message: message, key: key, reason: error))
            }
        }
        return sorted
    }

    /// Of the id in the payload, where it is asked for and there, else of SQS's.
    private func key(of message: Message) -> MessageKey {
        let id = message.withBody { body in eventIDField?.id(in: body) }
        return id.map(MessageKey.init(eventID:)) ?? MessageKey(messageID: message.id)
    }

    private func count(
        _ sorted: Sorted,
        of messages: [Message],
        since arrival: ContinuousClock.Instant
    ) async -> Settlement {
        guard !sorted.valid.isEmpty else { return Settlement() }
        do throws(LedgerError) {
            let verdicts = try await ledger.record(sorted.entries)
            observe(sorted, of: messages, verdicts, duration: (ContinuousClock.now - arrival).seconds)
            return Settlement(settled: deliveries(sorted, of: messages, verdicts))
        } catch {
            gate.failed(error)
            return Settlement(left: sorted.valid.map { LeftMessage(messages[$0]) })
        }
    }

    private func deliveries(_ sorted: Sorted, of messages: [Message], _ verdicts: [Verdict]) -> [Delivery] {
        sorted.valid.indices.map { place in
            Delivery(
                key: sorted.entries[place].key,
                receiptHandle: messages[sorted.valid[place]].receiptHandle,
                // Ids in payloads may stand for several messages, and the one that was counted may still be there.
                isLastOfKey: verdicts[place] == .recorded || eventIDField == nil
            )
        }
    }

    private func observe(_ sorted: Sorted, of messages: [Message], _ verdicts: [Verdict], duration: Double) {
        let now = now()
        var counted = 0
        for index in sorted.entries.indices {
            guard case .counted(let event) = sorted.entries[index].outcome else { continue }
            guard verdicts[index] == .recorded else {
                metrics.duplicate.increment()
                events.release(sorted.places[index], of: event.type)
                continue
            }
            counted += 1
            let origin = EventOrigin(message: messages[sorted.valid[index]], countedAtSeconds: now)
            events.record(event, at: sorted.places[index], from: origin)
            metrics.eventDelay.observe(max(0, now - event.occurredAtSeconds), from: origin)
        }
        metrics.counted.increment(by: Double(counted))
        metrics.processingDuration.observe(duration, times: counted)
    }

    private func observeArrival(of messages: [Message]) {
        let now = now()
        metrics.received.increment(by: Double(messages.count))
        var firsts = 0
        defer { metrics.receiveCount.observe(1, times: firsts) }
        // In a span: a message that is copied counts its references up and down.
        let messages = messages.span
        for index in messages.indices {
            guard let receiveCount = messages[index].receiveCount else { continue }
            guard receiveCount == 1 else {
                metrics.receiveCount.observe(Double(receiveCount))
                metrics.redelivered.increment()
                continue
            }
            firsts += 1
            // Later receives would add the visibility timeout to a lag that has long ended.
            guard let sent = messages[index].sentMilliseconds else { continue }
            metrics.lag.observe(max(0, now - Double(sent) / 1000))
        }
    }

    private func observeExhausted(_ unsettled: [LeftMessage]) {
        let exhausted = unsettled.count { $0.receiveCount.map { $0 >= maxReceiveCount } ?? false }
        metrics.exhausted.increment(by: Double(exhausted))
    }
}

extension ServiceError {
    fileprivate static let damagedBodies = ServiceError(class: .network, code: ConsumerMetrics.damagedBody, message: "")
}
