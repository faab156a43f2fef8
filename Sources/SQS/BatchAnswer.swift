import AWS
import JSON

/// What DeleteMessageBatch, ChangeMessageVisibilityBatch and SendMessageBatch answer.
///
///     {"Successful":[{"Id":"0"}],
///      "Failed":[{"Id":"3","SenderFault":true,"Code":"ReceiptHandleIsInvalid","Message":"…"}]}
///
/// Entries carry their place in the batch as their id, `0` to `9`. Either list may be missing.
package struct BatchAnswer: Sendable {
    /// The entries that failed, each once, unconfirmed ones included; empty when all succeeded.
    package let failures: [BatchFailure]

    /// The code of an entry that is in neither list: nothing says that it succeeded, so it has not.
    package static let unconfirmed = "Unconfirmed"

    /// Decodes the answer to a batch of so many entries; an id that was not sent is malformed.
    package init(_ bytes: [UInt8], entries: Int) throws(AnswerError) {
        var scanner = JSONScanner()
        var parts = AnswerParts()
        do throws(JSONError) {
            parts = try scanner.readBatchAnswer(in: bytes.span)
        } catch {
            throw .malformed(error, at: scanner.position)
        }
        var isMentioned = [Bool](repeating: false, count: entries)
        for id in parts.successful { isMentioned[try checked(id, amongst: entries)] = true }
        var failures: [BatchFailure] = []
        for part in parts.failed {
            let failure = try part.failure(amongst: entries)
            isMentioned[failure.index] = true
            // Named twice it has failed once.
            if !failures.contains(where: { $0.index == failure.index }) { failures.append(failure) }
        }
        for (index, isMentioned) in isMentioned.enumerated() where !isMentioned {
            failures.append(BatchFailure(index: index, code: Self.unconfirmed, isSenderFault: false))
        }
        self.failures = failures
    }
}

private func checked(_ id: Int?, amongst entries: Int) throws(AnswerError) -> Int {
    guard let id, 0..<entries ~= id else { throw .missing("Id") }
    return id
}

private struct AnswerParts {
    var successful: [Int?] = []
    var failed: [FailureParts] = []
}

private struct FailureParts {
    /// Nil for what is no place in a batch as it was written.
    var id: Int?
    var code: String?
    var message: String?
    var isSenderFault = false

    func failure(amongst entries: Int) throws(AnswerError) -> BatchFailure {
        let index = try checked(id, amongst: entries)
        guard let code = code?.split(separator: "#").last.map({ String($0).excerpt }), !code.isEmpty else {
            throw .missing("Code")
        }
        return BatchFailure(
            index: index,
            code: code,
            message: message?.excerpt,
            isSenderFault: isSenderFault
        )
    }
}

extension Span<UInt8> {
    fileprivate var digit: Int? {
        guard count == 1, UInt8(ascii: "0")...UInt8(ascii: "9") ~= self[0] else { return nil }
        return Int(self[0] - UInt8(ascii: "0"))
    }
}

extension JSONScanner {
    fileprivate mutating func readBatchAnswer(in text: Span<UInt8>) throws(JSONError) -> AnswerParts {
        var parts = AnswerParts()
        try beginObject(in: text)
        while let key = try nextKey(in: text) {
            if key.equals("Successful", in: text) {
                guard try !skipNull(in: text) else { continue }
                try beginArray(in: text)
                parts.successful.reserveCapacity(10)
                while try nextElement(in: text) { parts.successful.append(try readID(in: text)) }
            } else if key.equals("Failed", in: text) {
                guard try !skipNull(in: text) else { continue }
                try beginArray(in: text)
                while try nextElement(in: text) { parts.failed.append(try readEntry(in: text)) }
            } else {
                try skipValue(in: text)
            }
        }
        try end(in: text)
        return parts
    }

    /// Of an entry that succeeded, where nothing else is of interest.
    private mutating func readID(in text: Span<UInt8>) throws(JSONError) -> Int? {
        var id: Int?
        try beginObject(in: text)
        if skipKey("Id", in: text) { id = try readPlace(in: text) }
        while let key = try nextKey(in: text) {
            if key.equals("Id", in: text) { id = try readPlace(in: text) } else { try skipValue(in: text) }
        }
        return id
    }

    private mutating func readEntry(in text: Span<UInt8>) throws(JSONError) -> FailureParts {
        var parts = FailureParts()
        try beginObject(in: text)
        while let key = try nextKey(in: text) {
            if key.equals("Id", in: text) {
                parts.id = try readPlace(in: text)
            } else if key.equals("Code", in: text) {
                parts.code = try readText(in: text)
            } else if key.equals("Message", in: text) {
                parts.message = try readText(in: text)
            } else if key.equals("SenderFault", in: text) {
                parts.isSenderFault = try bool(in: text)
            } else {
                try skipValue(in: text)
            }
        }
        return parts
    }

    /// A place in a batch is one digit.
    private mutating func readPlace(in text: Span<UInt8>) throws(JSONError) -> Int? {
        guard try !skipNull(in: text) else { return nil }
        let id = try string(in: text)
        return id.hasEscapes ? id.unescaped(in: text).span.digit : text.extracting(id.range).digit
    }

    private mutating func readText(in text: Span<UInt8>) throws(JSONError) -> String? {
        guard try !skipNull(in: text) else { return nil }
        return try string(in: text).text(in: text)
    }
}
