import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct PrometheusTests {
        @Test func `a Prometheus that scrapes the exporter knows how many events were sent`() async throws {
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: ["SQS_CREATE_QUEUES": "true"]
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                let prometheus = try await PrometheusServer.start(scraping: exporter.port)
                defer { prometheus.stop() }

                let production = try await Production.run("--count", "300", "--rate", "0", endpoint: queue.endpoint)
                let counts = Dictionary(uniqueKeysWithValues: production.summaries.map { ($0.type, Double($0.count)) })
                try await waitUntil("Prometheus has scraped every count") {
                    try await prometheus.values(of: "sum by (event_type)(events_total)", by: "event_type") == counts
                }
                let target = try #require(try await prometheus.target())
                #expect(target.health == "up")
                #expect(target.lastError == "")
                #expect(try await Promtool.checkMetrics(exporter.get("/metrics").body).hasNothingToSay)
            }
        }
    }
}
