import JSON

/// Deletes up to ten messages; each entry succeeds or fails by itself.
///
///     {"QueueUrl":"http://localhost:9324/000000000000/orders","Entries":[{"Id":"0","ReceiptHandle":"…"}]}
struct DeleteMessageBatch: Operation {
    struct Entry: BatchEntry {
        static let shape = "DeleteMessageBatchRequestEntry"

        var id = ""
        var receiptHandle: [UInt8] = []

        mutating func read(_ key: JSONString, _ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
            if key.equals("Id", in: bytes) {
                id = try scanner.text(in: bytes)
            } else if key.equals("ReceiptHandle", in: bytes) {
                receiptHandle = try scanner.string(in: bytes).unescaped(in: bytes)
            } else {
                try scanner.skipValue(in: bytes)
            }
        }
    }

    static let name = OperationName.deleteMessageBatch

    var queueURL = ""
    var batch = Batch<Entry>()

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
        batch.perform(on: &store, writing: &answer) { (entry, store, _) throws(SQSError) in
            try store.delete(entry.receiptHandle, from: place, now: caller.now)
        }
        return .answered
    }
}
