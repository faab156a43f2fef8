import Support

/// Whether what fails in passing is tried again within its call, what is in hand kept, and what is counted deleted.
struct OracleThrift {
    /// How many messages the main queue took.
    let accepted: Int
    /// How many of them were gone with a queue that was deleted.
    let deleted: Int
    let page: MetricsPage
    let injected: [String: Int]

    /// What happened so often, and how often the faults explain.
    struct Cost: CustomStringConvertible {
        let what: String
        let count: Double
        let limit: Double

        var description: String { "\(Int(count)) \(what); faults explain \(Int(limit))" }
        var complaint: String? { count <= limit ? nil : description }
    }

    var complaints: [String] { costs.compactMap(\.complaint) }

    /// In the order of a message's way.
    var costs: [Cost] {
        let failed = sum("sqs_consumer_receive_requests_total", ["result": "error"])
        let errors = sum("sqs_api_errors_total", ["operation": "ReceiveMessage"])
        let duplicates = sum("sqs_consumer_messages_duplicate_total")
        let undeleted = sum("sqs_consumer_messages_delete_failures_total")
        let again = faults("duplicate", "deliver-twice", "undeletable", "redeliver-deleted", "invalid-handle")
        // A chain of unlucky draws is no fault of the exporter's.
        let slack = 100 + Double(accepted) / 5
        let deleted = Double(deleted)
        let explained = slack + again * 2 + deleted
        // Not to be sent again.
        let refused = faults("access-denied", "expired-token", "kms", "missing-queue", "over-limit")
        // Tried again, nearly every entry that failed is deleted before its lease is over.
        let undeletable = slack / 2 + faults("undeletable", "invalid-handle") + deleted + faults("fail-entry") / 4
        return [
            Cost(what: "receives were not tried again", count: failed - refused, limit: 5 + (errors - refused) / 2),
            Cost(what: "deliveries came again", count: duplicates, limit: explained),
            Cost(what: "deletions were given up", count: undeleted, limit: undeletable),
        ]
    }

    private func sum(_ metric: String, _ labels: [String: String] = [:]) -> Double { page.sum(metric, labels) ?? 0 }

    private func faults(_ kinds: String...) -> Double { kinds.reduce(0) { $0 + Double(injected[$1] ?? 0) } }
}
