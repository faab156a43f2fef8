import Foundation
import LocalSQS
import Support
import Testing

extension EndToEndTests {
    /// What a real Prometheus takes from the formats that have more than the text format.
    @Suite struct FormatTests {
        private static let trace = "1-5759e988-bd862e3fe1be46a994272793"

        @Test func `a Prometheus takes native histograms, whose quantiles are as exact as their buckets`() async throws
        {
            try await withEvents { exporter, values in
                let prometheus = try await PrometheusServer.start(
                    scraping: exporter.port,
                    features: ["native-histograms,exemplar-storage"]
                )
                defer { prometheus.stop() }
                try await waitUntil("it has scraped every value") {
                    let counts = try await prometheus.values(of: "histogram_count(event_value)", by: "event_type")
                    return counts["t"] == Double(values.count)
                }
                #expect(try await prometheus.target()?.lastError == "")
                for quantile in [0.1, 0.5, 0.9, 0.99] {
                    let query = "histogram_quantile(\(quantile), event_value)"
                    let told = try #require(try await prometheus.values(of: query, by: "event_type")["t"])
                    let exact = values.sorted()[Int(quantile * Double(values.count))]
                    // One bucket: its bounds are a factor of 2^(1/8) apart.
                    #expect((told / exact) < 1.1 && (exact / told) < 1.1, "\(quantile): \(told), exactly \(exact)")
                }
                let sums = try await prometheus.values(of: "histogram_sum(event_value)", by: "event_type")
                #expect(abs(try #require(sums["t"]) / values.reduce(0, +) - 1) < 1e-9)
            }
        }

        @Test func `a Prometheus keeps the exemplars of OpenMetrics, of traces and of messages`() async throws {
            try await withEvents { exporter, values in
                let prometheus = try await PrometheusServer.start(
                    scraping: exporter.port,
                    features: ["exemplar-storage"]
                )
                defer { prometheus.stop() }
                try await waitUntil("it has exemplars of both kinds") {
                    let labels = try await prometheus.exemplarLabels(of: "event_value_bucket")
                    return labels.contains(["trace_id": Self.trace])
                        && labels.contains { $0["message_id"]?.count == 36 }
                }
                #expect(try await prometheus.target()?.lastError == "")
                let counts = try await prometheus.values(of: "event_value_count", by: "event_type")
                #expect(counts["t"] == Double(values.count))
            }
        }

        /// An exporter that has counted values from 1 to 1,000: the half with a trace in other buckets than the rest.
        private func withEvents(_ body: (ExporterUnderTest, [Double]) async throws -> Void) async throws {
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: ["SQS_CREATE_QUEUES": "true"]
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                var random = SplitMix64(seed: 6)
                let values = (0..<1000).map { _ in exp(Double.random(in: 0...log(1000), using: &random)) }
                let sender = try QueueSender(endpoint: queue.endpoint)
                func bodies(_ values: [Double]) -> [String] {
                    values.map { #"{"type":"t","value":\#($0),"occurred_at":"2020-10-06 10:02:05"}"# }
                }
                try await sender.send(bodies(values.filter { $0 < 100 }))
                try await sender.send(bodies(values.filter { $0 >= 100 }), traceHeader: "Root=\(Self.trace);Sampled=1")
                try await waitUntil("all are counted") {
                    try await exporter.stats().first?.count == values.count
                }
                try await body(exporter, values)
            }
        }
    }
}
