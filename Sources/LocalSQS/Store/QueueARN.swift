/// The name of a queue within all of AWS: `arn:aws:sqs:us-east-1:000000000000:orders`.
struct QueueARN: Equatable {
    /// The account every local queue belongs to.
    static let account = "000000000000"

    let region: String
    let name: String

    var text: String { "arn:aws:sqs:\(region):\(Self.account):\(name)" }
}

extension QueueARN {
    /// Reads an ARN of a queue, whatever its account; nil when it is none.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "sqs", !parts[5].isEmpty else { return nil }
        self.init(region: String(parts[3]), name: String(parts[5]))
    }
}
