extension SQSQueue {
    /// The region that the QueueUrl names, as AWS writes it; nil for an emulator's URL.
    ///
    ///     https://sqs.eu-west-1.amazonaws.com/123456789012/events   eu-west-1
    ///     https://eu-west-1.queue.amazonaws.com/123456789012/events eu-west-1, of the old kind
    ///     http://localhost:9324/000000000000/events                 nil
    package var region: String? {
        let host = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true).dropFirst().first ?? ""
        let labels = host.split(separator: ".")
        guard labels.count > 3, host.contains(".amazonaws.") || host.hasSuffix(".api.aws") else { return nil }
        if labels[0] == "sqs" || labels[0] == "sqs-fips" { return String(labels[1]) }
        return labels[1] == "queue" ? String(labels[0]) : nil
    }
}
