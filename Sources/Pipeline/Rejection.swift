import AWS
import Events
import Instruments
import Ledger
import SQS

/// What becomes of messages that are no events.
///
/// Under the `dead-letter` policy a message is in the dead-letter queue before it leaves the main queue. So it may be
/// there more than once, when the process dies, the ledger fails or SQS's answer is lost in between. A message that
/// cannot be sent stays where it is, and so does one that another loop is sending at this moment: SQS may hand out a
/// message twice at once.
struct Rejection: Sendable {
    let policy: InvalidMessagePolicy
    /// Nil when the main queue has no dead-letter queue; then messages stay for whatever its owner decides.
    let sender: DeadLetterSender?
    let ledger: any Ledger
    let metrics: ConsumerMetrics
    let gate: LedgerGate
    /// What the loops are sending.
    let underway = MessagesUnderway()

    func reject(_ messages: [InvalidMessage]) async -> Settlement {
        do throws(LedgerError) {
            switch (policy, sender) {
            case (.deadLetter, let sender?):
                return try await deadLetter(messages, by: sender)
            case (.deadLetter, nil), (.leave, _):
                leave(messages)
                return Settlement(stays: messages.map(\.leftMessage))
            case (.delete, _):
                try await remember(messages)
                return Settlement(settled: messages.map(\.delivery))
            }
        } catch {
            gate.failed(error)
            return Settlement(left: messages.map(\.leftMessage))
        }
    }

    private func deadLetter(
        _ messages: [InvalidMessage],
        by sender: DeadLetterSender
    ) async throws(LedgerError) -> Settlement {
        var result = Settlement()
        var unsent: [InvalidMessage] = []
        var claimed: [MessageKey] = []
        defer { underway.end(claimed) }
        for message in messages {
            // Claimed before the ledger is asked, or another loop could finish between the two.
            guard underway.begin(message.key) else {
                result.left.append(message.leftMessage)
                continue
            }
            claimed.append(message.key)
            if try await ledger.contains(message.key) {
                metrics.duplicate.increment()
                result.settled.append(message.delivery)
            } else {
                unsent.append(message)
            }
        }
        let outcome = await sender.send(unsent)
        metrics.deadLettered.increment(by: Double(outcome.sent.count))
        try await remember(outcome.sent)
        result.settled += outcome.sent.map(\.delivery)
        result.left += outcome.left.map(\.leftMessage)
        result.obstacle = outcome.obstacle
        return result
    }

    /// Counts messages that stay in the queue, each at its first receive.
    ///
    /// They are not recorded: what is recorded is taken for put aside, and deleted when it comes again.
    private func leave(_ messages: [InvalidMessage]) {
        for invalid in messages where (invalid.message.receiveCount ?? 1) == 1 {
            metrics.rejected(reason: invalid.reason.rawValue)
        }
    }

    /// Records the messages as put aside, and counts them: by reason the first time, then as duplicates.
    private func remember(_ messages: [InvalidMessage]) async throws(LedgerError) {
        guard !messages.isEmpty else { return }
        let entries = messages.map { invalid in
            LedgerEntry(
                key: invalid.key,
                sentMilliseconds: invalid.message.sentMilliseconds,
                outcome: .rejected(invalid.reason)
            )
        }
        for (invalid, verdict) in zip(messages, try await ledger.record(entries)) {
            switch verdict {
            case .recorded: metrics.rejected(reason: invalid.reason.rawValue)
            case .duplicate: metrics.duplicate.increment()
            }
        }
    }
}

extension InvalidMessage {
    fileprivate var delivery: Delivery { Delivery(key: key, receiptHandle: message.receiptHandle) }
}
