import LocalSQS
import Support

/// What the queue took, what became of it, and whether that is what the exporter promises.
struct OracleVerdict {
    /// Every message that the main queue took, also those whose sender never learnt of it.
    let accepted: [AcceptedMessage]
    /// Still in the main queue two minutes after the last fault, and half an hour of the queue's own time.
    let left: [QueuedMessage]
    let deadLettered: [QueuedMessage]
    /// Gone with a queue that was deleted while they were in it, by message id.
    let deletedWithTheirQueue: Set<String>
    /// By type; every valid message has a type of its own.
    let counted: [String: ExporterUnderTest.Summary]
    /// How often a delivery was lost on its way to the exporter, by message id.
    let spoiled: [String: Int]
    let page: MetricsPage
    let injected: [String: Int]

    /// What is wrong, a line each; empty if everything is as promised.
    var complaints: [String] { conservation + integrity + thrift.complaints + liveness }

    /// Every message is counted exactly once, or in the dead-letter queue with a reason.
    ///
    /// A sender that lost an answer may have sent an event again: then these are two messages. What SQS itself has
    /// lost, or moved because it never arrived here whole, may be missing.
    private var conservation: [String] {
        let rejected = Set(deadLettered.compactMap { $0.attributes["OriginalMessageId"] })
        let redriven = Set(deadLettered.lazy.filter { $0.attributes["RejectionReason"] == nil }.map(\.id))
        let waiting = Set(left.map(\.id))
        return Dictionary(grouping: accepted, by: \.body).flatMap { body, messages in
            let certain = messages.filter { !waiting.contains($0.id) && !isLostBySQS($0.id, redriven: redriven) }
            guard let type = OracleWorkload.type(of: body) else {
                return certain.allSatisfy { rejected.contains($0.id) } ? [] : ["invalid and lost: \(body)"]
            }
            let times = counted[type]?.count ?? 0
            return [
                certain.count...messages.count ~= times
                    ? nil : "sent \(messages.count) times, counted \(times) times: \(body)",
                certain.contains { redriven.contains($0.id) }
                    ? "in the dead-letter queue without a reason: \(body)" : nil,
            ].compactMap { $0 }
        }
    }

    private func isLostBySQS(_ id: String, redriven: Set<String>) -> Bool {
        deletedWithTheirQueue.contains(id)
            || redriven.contains(id) && spoiled[id, default: 0] >= OracleRun.maxReceiveCount / 2
    }

    /// Once the faults have stopped, the queue drains.
    private var liveness: [String] { left.isEmpty ? [] : ["\(left.count) messages are left in the queue"] }

    /// The sums are those of what was counted, and nothing was counted that nobody sent.
    private var integrity: [String] {
        let values = Dictionary(
            accepted.compactMap { message in
                OracleWorkload.type(of: message.body).map { ($0, OracleWorkload.value(ofType: $0)) }
            },
            uniquingKeysWith: { first, _ in first }
        )
        return counted.values.compactMap { summary in
            guard let value = values[summary.type] else { return "counted and never sent: \(summary.type)" }
            return summary.sum == value * Double(summary.count) ? nil : "\(summary.type): the sum is \(summary.sum)"
        }
    }

    /// How often something had to be done again.
    var thrift: OracleThrift {
        OracleThrift(accepted: accepted.count, deleted: deletedWithTheirQueue.count, page: page, injected: injected)
    }
}
