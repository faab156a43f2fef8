import JSON

/// Sends up to ten messages of together at most 1 MiB; each entry succeeds or fails by itself.
///
///     {"QueueUrl":"http://localhost:9324/000000000000/orders","Entries":[{"Id":"0","MessageBody":"…"}]}
struct SendMessageBatch: Operation {
    static let name = OperationName.sendMessageBatch

    var queueURL = ""
    var batch = Batch<MessageDraft>()

    mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        if key.equals("QueueUrl", in: bytes) {
            queueURL = try scanner.text(in: bytes)
        } else if key.equals("Entries", in: bytes) {
            batch = try Batch(&scanner, in: bytes)
        } else {
            try scanner.skipValue(in: bytes)
        }
    }

    func perform(
        on store: inout Store,
        for caller: Caller,
        writing answer: inout JSONWriter
    ) throws(SQSError) -> Outcome {
        let place = try store.place(of: queueURL)
        try batch.check()
        for (index, entry) in batch.entries.enumerated() where entry.body.isEmpty {
            throw .missingParameter("\(MessageDraft.shape).\(index + 1).MessageBody")
        }
        let byteCount = batch.entries.reduce(0) { $0 + $1.byteCount }
        guard byteCount <= Limits.payloadBytes else { throw .batchTooLong(byteCount) }
        batch.perform(on: &store, writing: &answer) { (entry, store, success) throws(SQSError) in
            try entry.send(to: place, of: &store, now: caller.now, writing: &success)
        }
        return .answered
    }
}
