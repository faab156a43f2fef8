import JSON

/// One entry of a batch request.
protocol BatchEntry: WireObject {
    /// As SQS's own messages name it: `DeleteMessageBatchRequestEntry`.
    static var shape: String { get }

    var id: String { get }
}

/// The one to ten entries of a batch request, each of which succeeds or fails by itself.
struct Batch<Entry: BatchEntry> {
    private(set) var entries: [Entry] = []

    init() {}

    init(_ scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        try scanner.beginArray(in: bytes)
        while try scanner.nextElement(in: bytes) { entries.append(try Entry(&scanner, in: bytes)) }
    }

    /// Throws what refuses the whole request: too few entries, too many, ids that are no ids or not distinct.
    func check() throws(SQSError) {
        guard !entries.isEmpty else { throw .emptyBatch(Entry.shape) }
        guard entries.count <= Limits.batchEntries else { throw .tooManyEntries(entries.count) }
        for (index, entry) in entries.enumerated() {
            guard entry.id.isIdentifier else { throw .invalidBatchEntryID }
            for other in entries[..<index] where other.id == entry.id { throw .batchEntryIDsNotDistinct(entry.id) }
        }
    }

    /// Performs entry after entry and writes what became of them: `Successful` and `Failed`.
    ///
    /// - Parameter perform: does one entry, and writes what its success tells beyond its id.
    func perform(
        on store: inout Store,
        writing answer: inout JSONWriter,
        _ perform: (Entry, inout Store, inout JSONWriter) throws(SQSError) -> Void
    ) {
        var failures: [(id: String, error: SQSError)] = []
        answer.key("Successful")
        answer.beginArray()
        for entry in entries {
            do throws(SQSError) {
                try Self.write(entry, on: &store, to: &answer, perform)
            } catch {
                failures.append((entry.id, error))
            }
        }
        answer.endArray()
        answer.key("Failed")
        answer.beginArray()
        for failure in failures { Self.write(failure.error, of: failure.id, to: &answer) }
        answer.endArray()
    }

    private static func write(
        _ entry: Entry,
        on store: inout Store,
        to answer: inout JSONWriter,
        _ perform: (Entry, inout Store, inout JSONWriter) throws(SQSError) -> Void
    ) throws(SQSError) {
        let fault = store.faults?.strike(.failEntry)
        if let fault, fault.phase == .before { throw .injected(fault) }
        var success = JSONWriter()
        success.key("Id")
        success.string(entry.id)
        try perform(entry, &store, &success)
        if let fault { throw .injected(fault) }
        answer.beginObject()
        answer.raw(success.bytes)
        answer.endObject()
    }

    private static func write(_ error: SQSError, of id: String, to answer: inout JSONWriter) {
        answer.beginObject()
        answer.key("Id")
        answer.string(id)
        answer.key("Code")
        answer.string(error.code)
        answer.key("Message")
        answer.string(error.message)
        answer.key("SenderFault")
        answer.bool(error.isSenderFault)
        answer.endObject()
    }
}
