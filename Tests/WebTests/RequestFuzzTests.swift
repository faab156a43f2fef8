import Events
import Support
import Testing

@testable import Web

/// Sends the server spoilt requests, each on a connection of its own or behind a good one.
@Suite(.timeLimit(.minutes(5))) struct RequestFuzzTests {
    @Test(arguments: FuzzRun.runs(of: .requests))
    func `every request is answered as HTTP demands or cut off, and the next one is served`(run: FuzzRun) async throws {
        let exporter = FakeExporter(counted: { [EventSummary(type: "page_view", count: 1, sum: 1)] })
        let report = try await withServer(exporter) { client in
            var isBehindAnother = false
            return try await run.check(tokens: Self.tokens) { request in
                isBehindAnother.toggle()
                let answers = await client.answers(to: (isBehindAnother ? Self.good : []) + request)
                if isBehindAnother, !answers.isCut, answers.statuses.first != 200 {
                    return .wrong("a good request is refused")
                }
                if let flaw = answers.flaw { return .wrong(flaw) }
                let health = await client.answers(to: Self.good)
                guard health.statuses == [200] else { return .wrong("unhealthy then: \(health)") }
                return answers.statuses.dropFirst(isBehindAnother ? 1 : 0).contains(200) ? .accepted : .refused
            }
        }
        #expect(report.finding == nil)
        #expect(report.isTelling, "\(report)")
    }

    private static let good = Array("GET /-/healthy HTTP/1.1\r\nHost: test\r\n\r\n".utf8)

    private static let tokens = [
        "GET ", "HEAD ", "POST ", "OPTIONS * ", "CONNECT a:1 ", " HTTP/1.1\r\n", " HTTP/1.0\r\n", " HTTP/2.0\r\n",
        "Host: a\r\n", "Connection: close\r\n", "Connection: keep-alive\r\n", "Content-Length: 5\r\n",
        "Content-Length: -1\r\n", "Transfer-Encoding: chunked\r\n", "Expect: 100-continue\r\n", "Upgrade: h2c\r\n",
        "\r\n\r\n", "0\r\n\r\n", "5\r\nhello\r\n", "/metrics", "/stats/", "/-/ready", "/status", "/openapi.json", "?",
        "%2F",
        "%", "..", "http://a:b@c/metrics", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "FFFFFFFFFFFFFFFFF\r\n",
    ]
}
