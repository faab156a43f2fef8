import SQS
import Support
import Testing

/// Feeds ``ReceiveMessageAnswer`` and ``BatchAnswer`` with spoilt answers.
@Suite struct AnswerFuzzTests {
    @Test(arguments: FuzzRun.runs(of: .receives))
    func `of no answer comes a message without an id, a handle or a body`(run: FuzzRun) async throws {
        let report = try await run.check(tokens: Self.tokens) { answer in
            guard let messages = try? ReceiveMessageAnswer(answer).messages else { return .refused }
            for message in messages {
                if let flaw = flaw(of: message, in: answer) { return .wrong(flaw) }
            }
            return .accepted
        }
        #expect(report.finding == nil)
        #expect(report.isTelling, "\(report)")
    }

    @Test(arguments: FuzzRun.runs(of: .batches))
    func `no answer to a batch speaks of an entry that was not in it`(run: FuzzRun) async throws {
        let entries = 10
        let report = try await run.check(tokens: Self.tokens) { answer in
            guard let failures = try? BatchAnswer(answer, entries: entries).failures else { return .refused }
            for failure in failures {
                guard 0..<entries ~= failure.index else { return .wrong("entry \(failure.index)") }
                guard !failure.code.isEmpty else { return .wrong("no code") }
            }
            return .accepted
        }
        #expect(report.finding == nil)
        #expect(report.isTelling, "\(report)")
    }

    private static let tokens = [
        "{", "}", "[", "]", ",", "null", "true", "false", #""Messages":["#, #""MessageId":"#, #""ReceiptHandle":""#,
        #""Body":"#, #""MD5OfBody":"#, #""Attributes":{"#, #""SentTimestamp":"#, #""ApproximateReceiveCount":""#,
        #""Successful":["#, #""Failed":["#, #"{"Id":"0"},"#, #""Id":"10""#, #""Code":"#, #""SenderFault":"#, #"\u0000"#,
        #"\u00e9"#, #"\ud83d"#, #"\ude00"#, #"\/"#, #"\""#, #"\\"#, "1e999",
    ]

    private func flaw(of message: Message, in answer: [UInt8]) -> String? {
        guard !message.id.isEmpty, !message.receiptHandle.isEmpty else { return "no id or no handle" }
        let places = [message.id, message.receiptHandle, message.body].map(\.indices)
            .sorted { $0.lowerBound < $1.lowerBound }
        guard zip(places, places.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound }) else {
            return "an overlap"
        }
        guard let first = places.first, let last = places.last, first.lowerBound >= 0, last.upperBound <= answer.count
        else { return "a part outside the answer" }
        guard (message.receiveCount ?? 0) >= 0, (message.sentMilliseconds ?? 0) >= 0 else { return "a negative number" }
        for part in [message.id, message.receiptHandle, message.body]
        where String(validating: part, as: UTF8.self) == nil {
            return "a part that is not UTF-8"
        }
        return nil
    }
}
