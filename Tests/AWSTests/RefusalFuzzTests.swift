import Curl
import Support
import Testing

@testable import AWS

/// Feeds ``ServiceError`` with spoilt refusals: a status, header fields, an empty line, a body.
@Suite struct RefusalFuzzTests {
    @Test(arguments: FuzzRun.runs(of: .refusals))
    func `no refusal brings the token, a control character or a long text into an error`(run: FuzzRun) async throws {
        let report = try await run.check(tokens: Self.tokens) { text in
            guard let response = Response(written: text) else { return .refused }
            let error = ServiceError(refusal: response, blotting: Self.token)
            return flaw(of: error, response.status).map { .wrong("\($0): \(error)") } ?? .accepted
        }
        #expect(report.finding == nil)
        #expect(report.isTelling, "\(report)")
    }

    private static let token = "FwoGZXIvYXdzEPT//+=="

    private static let tokens = [
        token, token, token + "\u{301}", "FwoGZXIvYXdz", "EPT//+==", "{", "}", "[", ",", "null", #""__type":""#,
        #""message":""#, #""Message":""#, #"\u001b[2J"#, #"\n"#, #"\ud83d"#, "com.amazonaws.sqs#",
        "AWS.SimpleQueueService.",
        "Exception", "x-amzn-errortype: ", "x-amzn-query-error: ", "x-amz-retry-after: ", "\n\n",
        "e\u{301}\u{302}\u{303}",
    ]

    private func flaw(of error: ServiceError, _ status: Int) -> String? {
        guard error.status == status, !error.code.isEmpty else { return "the status or the code" }
        guard error.class != .cancelled, error.class != .network else { return "the class" }
        guard error.retryAfter ?? .zero >= .zero else { return "the wait" }
        for text in [error.code, error.message] {
            let hasControl = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
            guard !hasControl else { return "a control character" }
            guard text.utf8.count <= 1_000 else { return "\(text.utf8.count) bytes" }
            guard !text.unicodeScalars.contains(Self.token.unicodeScalars) else { return "the token" }
        }
        return nil
    }
}

extension Response {
    /// Nil without a status of three digits in front.
    fileprivate init?(written text: [UInt8]) {
        guard let status = Int(String(decoding: text.prefix(3), as: UTF8.self)), 300...599 ~= status else { return nil }
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let head = lines.dropFirst().prefix { !$0.isEmpty }
        let body = lines.dropFirst(head.count + 2).joined(separator: [UInt8(ascii: "\n")])
        let headers = head.compactMap { line -> (name: String, value: String)? in
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return (
                String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1].drop { $0 == 0x20 }, as: UTF8.self)
            )
        }
        self.init(status: status, headers: headers, body: Array(body))
    }
}
