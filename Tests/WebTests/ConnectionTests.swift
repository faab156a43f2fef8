import Events
import NIOCore
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
    @Test(arguments: [
        "nonsense\r\n\r\n",
        "GET /metrics HTTP/9.9\r\n\r\n",
        "BREW /metrics HTTP/1.1\r\nHost: test\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: test\r\nno colon\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: test\r\nX: a\u{0}b\r\n\r\n",
        "POST /stats HTTP/1.1\r\nHost: test\r\nContent-Length: -1\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}",
    ])
    func `what is not HTTP gets a plain refusal, and the next request an answer`(text: String) async throws {
        let (refused, next) = try await withServer { client in
            (Reply(try await client.exchange(text)), try await client.send("GET", "/-/healthy"))
        }
        #expect(refused.statusLine == "HTTP/1.1 400 Bad Request")
        #expect(refused.body == #"{"error":"this is no HTTP request"}"#)
        #expect(next.statusLine == "HTTP/1.1 200 OK")
    }

    enum Excess: CaseIterable {
        case path, field, fields, fieldCount

        var head: String {
            switch self {
            case .path: "GET /\(String(repeating: "x", count: 9_000)) HTTP/1.1\r\n"
            case .field: "GET / HTTP/1.1\r\n" + fields(1, ofBytes: 9_000)
            case .fields: "GET / HTTP/1.1\r\n" + fields(9, ofBytes: 4_000)
            case .fieldCount: "GET / HTTP/1.1\r\n" + fields(101, ofBytes: 1)
            }
        }

        private func fields(_ count: Int, ofBytes bytes: Int) -> String {
            String(repeating: "X: \(String(repeating: "x", count: bytes))\r\n", count: count)
        }
    }

    @Test(arguments: Excess.allCases)
    func `a head beyond the limits is refused`(excess: Excess) async throws {
        let refused = try await withServer { Reply(try await $0.exchange(excess.head + "Connection: close\r\n\r\n")) }
        #expect(refused.statusLine == "HTTP/1.1 431 Request Header Fields Too Large")
        #expect(refused.body == #"{"error":"the request's head is too long"}"#)
    }

    @Test func `requests follow one another on a connection, their bodies unread`() async throws {
        let body = String(repeating: "x", count: 60_000)
        let text = try await withServer { client in
            try await client.exchange(
                """
                POST /stats HTTP/1.1\r
                Host: test\r
                Content-Length: \(body.utf8.count)\r
                \r
                \(body)GET /-/ready HTTP/1.1\r
                Host: test\r
                Content-Length: 4\r
                \r
                bodyGET /-/healthy HTTP/1.1\r
                Host: test\r
                Connection: close\r
                \r

                """
            )
        }
        #expect(text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) } == ["405", "200", "200"])
        #expect(text.contains(#"{"status":"ready"}"#))
        #expect(text.hasSuffix(#"{"status":"healthy"}"#))
    }

    @Test(arguments: ["", "GET /metr", "GET /metrics HTTP/1.1\r\nHost: te"])
    func `a client that does not finish its head is cut off`(text: String) async throws {
        var limits = ConnectionLimits()
        limits.idle = .milliseconds(50)
        // Where the text comes after the cut, the system says so with an error.
        let received = try await withServer(limits: limits) { client in (try? await client.exchange(text)) ?? "" }
        #expect(received == "")
    }

    /// The server takes one connection at a time here, so the second client is served once the first is gone.
    @Test func `a client that does not read its answer is cut off`() async throws {
        let asked = Signal()
        let exporter = FakeExporter(counted: {
            asked.give()
            return [EventSummary(type: String(repeating: "x", count: 64 << 20), count: 1, sum: 1)]
        })
        var limits = ConnectionLimits()
        limits.connections = 1
        limits.write = .milliseconds(50)
        let reply = try await withServer(exporter, limits: limits) { client in
            try await client.connected { _, outbound in
                try await outbound.write(ByteBuffer(string: "GET /stats HTTP/1.1\r\nHost: test\r\n\r\n"))
                await asked.wait()
                return try await client.send("GET", "/-/healthy")
            }
        }
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
    }
}
