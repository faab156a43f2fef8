import Instruments
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(1))) struct TelemetryPathTests {
    @Test(arguments: ["/metrics", "/figures", "/metrics/", "/a/b.c_d~e-f", "/stat", "/metrics/sqs", "/--"])
    func `reads a path of its own`(text: String) throws {
        #expect(try TelemetryPath(text).text == text)
    }

    @Test(arguments: [
        ("", TelemetryPathError.noSlash("")),
        ("metrics", .noSlash("metrics")),
        ("/met rics", .badCharacter("/met rics")),
        ("/metrics?x=1", .badCharacter("/metrics?x=1")),
        ("/m%65trics", .badCharacter("/m%65trics")),
        ("/\"><script>", .badCharacter("/\"><script>")),
        ("/größe", .badCharacter("/größe")),
        ("//elsewhere", .emptySegment("//elsewhere")),
        ("/a//", .emptySegment("/a//")),
        ("/a/../b", .emptySegment("/a/../b")),
        ("/.", .emptySegment("/.")),
        ("/", .taken("/")),
        ("/status", .taken("/status")),
        ("/stats", .taken("/stats")),
        ("/stats/", .taken("/stats/")),
        ("/stats/purchase", .taken("/stats/purchase")),
        ("/docs", .taken("/docs")),
        ("/openapi.json", .taken("/openapi.json")),
        ("/-/healthy", .taken("/-/healthy")),
        ("/-/metrics", .taken("/-/metrics")),
        ("/-", .taken("/-")),
        ("/assets", .taken("/assets")),
        ("/assets/x", .taken("/assets/x")),
    ])
    func `refuses what is no path, or another page's`(text: String, error: TelemetryPathError) {
        #expect(throws: error) { try TelemetryPath(text) }
        #expect(error.description.contains("\""))
    }

    @Test func `every page stays where it is, and the metrics are where they were put`() async throws {
        let registry = Registry()
        try registry.gauge("x", help: "X.").set(1)
        let path = try TelemetryPath("/internal/figures")
        let (found, missed, live, docs) = try await withServer(registry: registry, telemetryPath: path) { client in
            (
                try await client.send("GET", "/internal/figures"), try await client.send("GET", "/metrics"),
                try await client.send("GET", "/"), try await client.send("GET", "/docs")
            )
        }
        #expect(found.body.hasSuffix("x 1\n"))
        #expect(missed.statusLine == "HTTP/1.1 404 Not Found")
        for page in [live, docs] {
            #expect(page.body.contains(#"<a href="internal/figures">"#))
            #expect(!page.body.contains(#"href="metrics""#))
        }
        #expect(docs.body.contains("<code>/internal/figures</code>"))
    }
}
