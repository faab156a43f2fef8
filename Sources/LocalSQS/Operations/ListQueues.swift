import JSON

/// Lists the URLs of queues whose names begin alike.
///
///     {"QueueNamePrefix":"ord","MaxResults":100,"NextToken":"b3JkZXJz"}
struct ListQueues: Operation {
    static let name = OperationName.listQueues

    var prefix = ""
    var page = Page()

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        if key.equals("QueueNamePrefix", in: bytes) {
            prefix = try scanner.text(in: bytes)
        } else if try !page.read(key, &scanner, in: bytes) {
            try scanner.skipValue(in: bytes)
        }
    }

    func perform(
        on store: inout Store,
        for caller: Caller,
        writing answer: inout JSONWriter
    ) throws(SQSError) -> Outcome {
        let part = try page.part(of: store.names.filter { $0.hasPrefix(prefix) })
        // SQS leaves the member out of an empty answer.
        if !part.names.isEmpty { Page.write(part, as: "QueueUrls", for: caller, to: &answer) }
        return .answered
    }
}
