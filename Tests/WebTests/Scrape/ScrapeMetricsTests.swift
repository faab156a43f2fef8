import Instruments
import NIOCore
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(1))) struct ScrapeMetricsTests {
    @Test func `every series is there from the start, and what clients send makes none`() async throws {
        let registry = Registry()
        let metrics = try ScrapeMetrics(registry: registry)
        let before = Self.values(registry)
        #expect(
            before == [
                "sqs_exporter_exposition_bytes": 0, "sqs_exporter_scrapes_in_flight": 0,
                "sqs_exporter_scrape_errors_total connection": 0, "sqs_exporter_scrape_errors_total limit": 0,
                "sqs_exporter_scrape_errors_total timeout": 0, "sqs_exporter_scrapes_total 200": 0,
                "sqs_exporter_scrapes_total 400": 0, "sqs_exporter_scrapes_total 503": 0,
            ]
        )
        try await withServer(registry: registry, scrapeMetrics: metrics) { client, _ in
            for query in ["", "?name[]=up", "?name[]=%", "?%3Cscript%3E=1"] {
                _ = try await client.send("GET", "/metrics\(query)", fields: "User-Agent: <script>\r\n")
            }
            _ = try await client.send("<X>", "/metrics")
            _ = try await client.send("DELETE", "/metrics")
        }
        let after = Self.values(registry)
        #expect(Set(after.keys) == Set(before.keys))
        #expect(after["sqs_exporter_scrapes_total 200"] == 3)
        #expect(after["sqs_exporter_scrapes_total 400"] == 1)
        #expect(after["sqs_exporter_scrapes_in_flight"] == 0)
        #expect(after["sqs_exporter_exposition_bytes"] ?? 0 > 100)
    }

    @Test func `a scrape that breaks off is an error of its reason`() async throws {
        let page = try PageOfSize(bytes: 60_000_000)
        let metrics = try ScrapeMetrics(registry: page.registry)
        try await withServer(registry: page.registry, maxRequests: 1, scrapeMetrics: metrics) { client, _ in
            try await client.connected { inbound, outbound in
                try await outbound.write(ByteBuffer(string: "GET /metrics HTTP/1.1\r\nHost: test\r\n\r\n"))
                var parts = inbound.makeAsyncIterator()
                _ = try await parts.next()
                _ = try await client.send("GET", "/metrics")
            }
            while metrics.inFlight.value > 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
        let values = Self.values(page.registry)
        #expect(values["sqs_exporter_scrape_errors_total limit"] == 1)
        #expect(values["sqs_exporter_scrape_errors_total connection"] == 1)
        #expect(values["sqs_exporter_scrapes_total 503"] == 1)
        #expect(values["sqs_exporter_exposition_bytes"] == 0)
    }

    /// Our own samples by name and label value.
    private static func values(_ registry: Registry) -> [String: Double] {
        registry.snapshot().filter { $0.description.name.hasPrefix("sqs_exporter_") }.reduce(into: [:]) { all, family in
            switch family.points {
            case .counters(let series), .gauges(let series):
                for one in series {
                    all[([family.description.name] + one.labelValues).joined(separator: " ")] = one.value
                }
            case .histograms: break
            }
        }
    }
}
