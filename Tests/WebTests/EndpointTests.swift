import Testing

@testable import Web

@Suite struct EndpointTests {
    @Test(arguments: [
        ("/", Endpoint.asset(.livePage)),
        ("/docs", .asset(.docsPage)),
        ("/assets/style.css", .asset(.style)),
        ("/openapi.json", .openAPI),
        ("/status", .status),
        ("/metrics", .metrics),
        ("/stats", .allStats),
        ("/-/healthy", .health),
        ("/-/ready", .readiness),
        ("/-/reload", .reload),
        ("/-/quit", .quit),
        ("/stats/purchase", .stats(eventType: "purchase")),
        ("/stats/page.view..", .stats(eventType: "page.view..")),
        ("/stats/a%2Fb%2f%25", .stats(eventType: "a/b/%")),
        ("/stats/a/b/", .stats(eventType: "a/b/")),
        ("/stats/\u{301}x", .stats(eventType: "\u{301}x")),
        ("/stats//", .stats(eventType: "/")),
        ("/stats/%E2%98%83", .stats(eventType: "☃")),
        ("/stats/☃", .stats(eventType: "☃")),
        ("/stats/a+b%20c", .stats(eventType: "a+b c")),
        ("/stats/%22%3Cscript%3E", .stats(eventType: "\"<script>")),
    ])
    func `is found by its path`(path: String, endpoint: Endpoint) throws {
        #expect(try Endpoint(path: path) == endpoint)
    }

    @Test func `is found where the metrics were put, and no more where they are by default`() throws {
        let path = try TelemetryPath("/internal/figures")
        #expect(try Endpoint(path: "/internal/figures", telemetryPath: path) == .metrics)
        #expect(throws: RequestError.noSuchPage("/metrics")) { try Endpoint(path: "/metrics", telemetryPath: path) }
    }

    @Test(arguments: [
        "", "*", "/stats/", "/metrics/", "//metrics", "/Metrics", "/m%65trics", "/favicon.ico", "/../metrics",
        "/index.html", "/assets/", "/assets/index.html", "/docs/",
    ])
    func `is not found elsewhere`(path: String) {
        #expect(throws: RequestError.noSuchPage(path)) { try Endpoint(path: path) }
    }

    @Test(arguments: [
        "/stats/%", "/stats/%4", "/stats/%zz", "/stats/%ff", "/stats/%C0%AF", "/stats/%ED%A0%80", "/stats/a%+1",
    ])
    func `is not guessed from a broken path`(path: String) {
        #expect(throws: RequestError.malformedPath(path)) { try Endpoint(path: path) }
    }
}
