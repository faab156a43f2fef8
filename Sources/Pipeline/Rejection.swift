import AWS
import Events
import Instruments
import Ledger
import SQS

/// What becomes of messages that are no events.
///
/// Under the `dead-letter` policy a message is in the dead-letter queue before it leaves the main queue. So it may be there
/// more than once, when the process dies, the ledger fails or SQS's answer is lost in between. A message that cannot be sent stays where it is, and so does one
/// that another loop is sending at this moment: SQS may hand out a message twice at once.
struct Rejection: Sendable {
    let policy: InvalidMessagePolicy
    /// Nil when the main queue has no dead-letter queue; then messages stay for whatever its owner decides.
    let deadLetterQueue: (any MessageQueue)?
    let sourceQueueName: String
    let ledger: any Ledger
    let metrics: ConsumerMetrics
    let sendOutage: OutageLog
    let gate: LedgerGate
    /// What the loops are sending.
    let underway = MessagesUnderway()

    func reject(_ messages: [InvalidMessage]) async -> Settlement {
        do throws(LedgerError) {
            switch (policy, deadLetterQueue) {
            case (.deadLetter, let queue?):
                return try await deadLetter(messages, to: queue)
            case (.deadLetter, nil), (.leave, _):
                leave(messages)
                return Settlement(left: messages.map(\.message))
            case (.delete, _):
                try await remember(messages)
                return Settlement(settled: messages.map(\.delivery))
            }
        } catch {
            gate.failed(error)
            return Settlement(left: messages.map(\.message))
        }
    }

    private func deadLetter(
        _ messages: [InvalidMessage],
        to queue: any MessageQueue
    ) async throws(LedgerError) -> Settlement {
        var result = Settlement()
        var unsent: [InvalidMessage] = []
        var claimed: [MessageKey] = []
        defer { underway.end(claimed) }
        for message in messages {
            // Claimed before the ledger is asked, or another loop could finish between the two.
            guard underway.begin(message.key) else {
                result.left.append(message.message)
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
        let (sent, left, obstacle) = await send(unsent, to: queue)
        metrics.deadLettered.increment(by: Double(sent.count))
        try await remember(sent)
        result.settled += sent.map(\.delivery)
        result.left += left.map(\.message)
        result.obstacle = obstacle
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

    /// Records the messages as put aside, and counts those that are so for the first time.
    private func remember(_ messages: [InvalidMessage]) async throws(LedgerError) {
        guard !messages.isEmpty else { return }
        let entries = messages.map { invalid in
            LedgerEntry(
                key: invalid.key,
                sentMilliseconds: invalid.message.sentMilliseconds,
                outcome: .rejected(invalid.reason)
            )
        }
        for (invalid, verdict) in zip(messages, try await ledger.record(entries)) where verdict == .recorded {
            metrics.rejected(reason: invalid.reason.rawValue)
        }
    }

    private func send(
        _ messages: [InvalidMessage],
        to queue: any MessageQueue
    ) async -> (sent: [InvalidMessage], left: [InvalidMessage], obstacle: ServiceError?) {
        var sent: [InvalidMessage] = []
        var left: [InvalidMessage] = []
        var obstacle: ServiceError?
        for batch in batches(of: messages) {
            do throws(ServiceError) {
                let failures = try await queue.send(batch.map(outgoing))
                let failed = Set(failures.map(\.index))
                for (index, message) in batch.enumerated() {
                    if failed.contains(index) { left.append(message) } else { sent.append(message) }
                }
                if let failure = failures.first {
                    obstacle = failure.asServiceError
                    sendOutage.failed(failure.asServiceError)
                } else {
                    sendOutage.succeeded()
                }
            } catch {
                obstacle = error
                sendOutage.failed(error)
                left += batch
            }
        }
        return (sent, left, obstacle)
    }

    /// Cuts messages into requests of at most 1 MiB, the limit of a batch, attributes included.
    private func batches(of messages: [InvalidMessage]) -> [[InvalidMessage]] {
        var batches: [[InvalidMessage]] = []
        var room = 0
        for message in messages {
            let size = message.message.body.count + Self.attributeAllowanceBytes
            if size > room {
                batches.append([])
                room = Self.batchLimitBytes
            }
            batches[batches.count - 1].append(message)
            room -= size
        }
        return batches
    }

    private static let batchLimitBytes = 1 << 20
    private static let attributeAllowanceBytes = 512

    private func outgoing(_ invalid: InvalidMessage) -> OutgoingMessage {
        OutgoingMessage(
            body: Array(invalid.message.body),
            attributes: [
                ("RejectionReason", invalid.reason.rawValue),
                ("OriginalMessageId", String(decoding: invalid.message.id, as: UTF8.self)),
                ("OriginalQueue", sourceQueueName),
            ]
        )
    }
}

extension InvalidMessage {
    fileprivate var delivery: Delivery { Delivery(key: key, receiptHandle: message.receiptHandle) }
}
