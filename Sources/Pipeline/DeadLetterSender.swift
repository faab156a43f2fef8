import AWS
import Events
import SQS

/// Sends invalid messages to the dead-letter queue, each with its reason and where it came from.
struct DeadLetterSender: Sendable {
    let queue: any MessageQueue
    let sourceQueueName: String
    let outage: OutageLog

    /// What became of messages that were to be sent.
    struct Outcome {
        var sent: [InvalidMessage] = []
        var left: [InvalidMessage] = []
        /// What stands against sending any message just now; nil where only these ones are refused.
        var obstacle: ServiceError?
        fileprivate var refusal: ServiceError?
    }

    /// The limit of a batch, attributes included (SQS Developer Guide, "Amazon SQS message quotas").
    private static let batchLimitBytes = 1 << 20
    private static let attributeAllowanceBytes = 512

    /// Sends what the queue takes; an empty array sends nothing.
    func send(_ messages: [InvalidMessage]) async -> Outcome {
        var outcome = Outcome()
        for batch in batches(of: messages) { await send(batch, into: &outcome) }
        if let trouble = outcome.obstacle ?? outcome.refusal {
            outage.failed(trouble)
        } else if !messages.isEmpty {
            outage.succeeded()
        }
        return outcome
    }

    private func send(_ batch: [InvalidMessage], into outcome: inout Outcome) async {
        do throws(ServiceError) {
            let failures = try await queue.send(batch.map(outgoing))
            let failed = Set(failures.map(\.index))
            for (index, message) in batch.enumerated() {
                if failed.contains(index) { outcome.left.append(message) } else { outcome.sent.append(message) }
            }
            for failure in failures { outcome.note(failure.asServiceError, isRefusal: failure.isSenderFault) }
        } catch {
            guard error.class != .other || batch.count == 1 else {
                // A queue whose limit is lower than the main queue's refuses a whole request for one message's sake.
                for message in batch { await send([message], into: &outcome) }
                return
            }
            outcome.left += batch
            outcome.note(error, isRefusal: error.class == .other)
        }
    }

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

extension DeadLetterSender.Outcome {
    fileprivate mutating func note(_ error: ServiceError, isRefusal: Bool) {
        if isRefusal { refusal = error } else { obstacle = error }
    }
}
