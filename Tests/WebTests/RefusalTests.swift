import Events
import InMemoryLogging
import Logging
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(1))) struct RefusalTests {
    @Test(arguments: [
        ("GET", "/nothing", "404 Not Found", "there is no page at /nothing"),
        ("POST", "/nothing", "404 Not Found", "there is no page at /nothing"),
        ("OPTIONS", "*", "404 Not Found", "there is no page at *"),
        ("GET", #"/"<script>"#, "404 Not Found", #"there is no page at /\"<script>"#),
        ("GET", "/stats/none", "404 Not Found", "no event of this type has been counted: none"),
        ("GET", "/stats/%22%0A%00", "404 Not Found", #"no event of this type has been counted: \"\n\u0000"#),
        ("GET", "/stats/%ff", "400 Bad Request", "the path is not percent-encoded UTF-8: /stats/%ff"),
        ("OPTIONS", "/stats", "405 Method Not Allowed", "OPTIONS is not allowed on /stats: use GET or HEAD"),
        ("DELETE", "/stats/a", "405 Method Not Allowed", "DELETE is not allowed on /stats/a: use GET or HEAD"),
        ("TRACE", "/", "405 Method Not Allowed", "TRACE is not allowed on /: use GET or HEAD"),
    ])
    func `says what is wrong, as JSON`(method: String, path: String, status: String, message: String) async throws {
        let reply = try await withServer { try await $0.send(method, path) }
        #expect(reply.statusLine == "HTTP/1.1 \(status)")
        #expect(reply.body == #"{"error":"\#(message)"}"#)
        #expect(reply.fields["content-type"] == "application/json")
        #expect(reply.fields["cache-control"] == "no-store")
        #expect(reply.fields["allow"] == (status.hasPrefix("405") ? "GET, HEAD" : nil))
    }

    @Test func `repeats no more than the beginning of a long path`() async throws {
        let reply = try await withServer { try await $0.send("GET", "/" + String(repeating: "x", count: 5_000)) }
        #expect(reply.statusLine == "HTTP/1.1 404 Not Found")
        #expect(reply.body == #"{"error":"there is no page at /\#(String(repeating: "x", count: 199))…"}"#)
    }

    @Test func `keeps the exporter's errors to the log`() async throws {
        struct LedgerIsDown: Error {}
        let log = InMemoryLogHandler()
        let logger = Logger(label: "test") { _ in log }
        let reply = try await withServer(FakeExporter(counted: { throw LedgerIsDown() }), logger: logger) { client, _ in
            try await client.send("GET", "/stats")
        }
        #expect(reply.statusLine == "HTTP/1.1 500 Internal Server Error")
        #expect(reply.body == #"{"error":"the server failed to answer; its log says why"}"#)
        let entry = InMemoryLogHandler.Entry(
            level: .error,
            message: "Could not answer a request",
            metadata: ["path": "/stats", "error": "LedgerIsDown()"]
        )
        #expect(log.entries == [entry])
    }

    @Test func `says what cannot be shown now, and that it may be later`() async throws {
        let exporter = FakeExporter(counted: { throw StateUnavailable(reason: "the ledger is away") })
        let reply = try await withServer(exporter, logger: Logger(label: "test")) { client, _ in
            try await client.send("GET", "/stats")
        }
        #expect(reply.statusLine == "HTTP/1.1 503 Service Unavailable")
        #expect(reply.body == #"{"error":"the ledger is away"}"#)
    }
}
