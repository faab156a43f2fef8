import Events
import Instruments
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(1))) struct RoutesTests {
    @Test func `serves the metrics page in the text format`() async throws {
        let registry = Registry()
        try registry.gauge("queue_messages", help: "Messages waiting.").set(3)
        let reply = try await withServer(registry: registry) { try await $0.send("GET", "/metrics") }
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
        #expect(
            reply.lastingFields == [
                "content-type": "text/plain; version=0.0.4; charset=utf-8",
                "content-length": "85",
                "cache-control": "no-store",
                "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
                "referrer-policy": "no-referrer",
                "vary": "Accept-Encoding, Accept",
                "x-content-type-options": "nosniff",
                "x-frame-options": "DENY",
            ]
        )
        #expect(
            reply.body == "# HELP queue_messages Messages waiting.\n# TYPE queue_messages gauge\nqueue_messages 3\n"
        )
    }

    @Test func `lists the counts by the bytes of the type`() async throws {
        let exporter = FakeExporter(counted: {
            [
                EventSummary(type: "refund", count: 2, sum: -10.5),
                EventSummary(type: "é", count: 1, sum: 1),
                EventSummary(type: "purchase", count: 75, sum: 650),
            ]
        })
        let reply = try await withServer(exporter) { try await $0.send("GET", "/stats") }
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
        #expect(reply.fields["content-type"] == "application/json")
        #expect(
            reply.body == #"[{"type":"purchase","count":75,"sum":650.0},{"type":"refund","count":2,"sum":-10.5},"#
                + #"{"type":"é","count":1,"sum":1.0}]"#
        )
    }

    @Test func `lists nothing before the first event`() async throws {
        let reply = try await withServer { try await $0.send("GET", "/stats") }
        #expect(reply.body == "[]")
    }

    @Test(arguments: [
        ("/stats/purchase", #"{"type":"purchase","count":75,"sum":650.0}"#),
        ("/stats/purchase?since=ever&x=%zz", #"{"type":"purchase","count":75,"sum":650.0}"#),
        ("http://elsewhere/stats/purchase", #"{"type":"purchase","count":75,"sum":650.0}"#),
        ("/stats/a%2Fb.c", #"{"type":"a/b.c","count":1,"sum":1.0}"#),
        ("/stats/a/b.c", #"{"type":"a/b.c","count":1,"sum":1.0}"#),
        ("/stats/%E2%98%83", #"{"type":"☃","count":2,"sum":2.0}"#),
        ("/stats/%C3%A9", "{\"type\":\"\u{e9}\",\"count\":3,\"sum\":3.0}"),
        ("/stats/e%CC%81", "{\"type\":\"e\u{301}\",\"count\":4,\"sum\":4.0}"),
    ])
    func `shows the count of one type`(path: String, body: String) async throws {
        let exporter = FakeExporter(counted: {
            [
                EventSummary(type: "purchase", count: 75, sum: 650),
                EventSummary(type: "a/b.c", count: 1, sum: 1),
                EventSummary(type: "☃", count: 2, sum: 2),
                EventSummary(type: "\u{e9}", count: 3, sum: 3),
                EventSummary(type: "e\u{301}", count: 4, sum: 4),
            ]
        })
        let reply = try await withServer(exporter) { try await $0.send("GET", path) }
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
        #expect(Array(reply.body.utf8) == Array(body.utf8))
    }

    @Test(arguments: [
        ("/-/healthy", "200 OK", #"{"status":"healthy"}"#),
        (
            "/-/ready", "503 Service Unavailable",
            #"{"status":"not ready","reasons":["the queue was not found","\"x\""]}"#
        ),
    ])
    func `tells its condition`(path: String, status: String, body: String) async throws {
        let exporter = FakeExporter(readinessReport: HealthReport(problems: ["the queue was not found", "\"x\""]))
        let reply = try await withServer(exporter) { try await $0.send("GET", path) }
        #expect(reply.statusLine == "HTTP/1.1 \(status)")
        #expect(reply.body == body)
    }

    @Test func `tells why it is not healthy`() async throws {
        let exporter = FakeExporter(healthReport: HealthReport(problems: ["no receive has succeeded for 5 minutes"]))
        let reply = try await withServer(exporter) { try await $0.send("GET", "/-/healthy") }
        #expect(reply.statusLine == "HTTP/1.1 503 Service Unavailable")
        #expect(reply.body == #"{"status":"unhealthy","reasons":["no receive has succeeded for 5 minutes"]}"#)
    }

    @Test(arguments: [
        "/", "/assets/style.css", "/openapi.json", "/metrics", "/stats", "/stats/purchase", "/status", "/-/healthy",
        "/-/ready", "/nothing", "/stats/none",
    ])
    func `answers HEAD as GET, without the body`(path: String) async throws {
        let exporter = FakeExporter(
            counted: { [EventSummary(type: "purchase", count: 75, sum: 650)] },
            readinessReport: HealthReport(problems: ["starting"])
        )
        let (get, head) = try await withServer(exporter) { client in
            (try await client.send("GET", path), try await client.send("HEAD", path))
        }
        #expect(head.statusLine == get.statusLine)
        #expect(head.lastingFields == get.lastingFields)
        #expect(head.fields["content-length"] == String(get.body.utf8.count))
        #expect(head.body == "")
    }
}
