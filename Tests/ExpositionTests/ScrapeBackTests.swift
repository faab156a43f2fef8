import Exposition
import Instruments
import Support
import Testing

/// Protobuf of random registries, scraped by a Prometheus.
///
/// `TEST_SEED` repeats a run.
@Suite(.timeLimit(.minutes(5))) struct ScrapeBackTests {
    @Test func `a Prometheus takes every series from protobuf, whatever the labels are`() async throws {
        let seed = TestEnvironment.number("TEST_SEED") ?? UInt64.random(in: 0...UInt64(UInt32.max))
        print("TEST_SEED=\(seed)")
        var random = SplitMix64(seed: seed)
        var families: [Expected.Family] = []
        var page: [UInt8] = []
        for number in 0..<400 {
            let sample = try RandomRegistry(random: SplitMix64(seed: random.next()), prefix: "p\(number)_")
            families += sample.expected.families
            page += pageBytes(sample.registry.snapshot(), as: .protobuf)
        }
        let type = ExpositionFormat.protobuf.contentType
        let target = try LoopbackServer(.status(200, headers: [("Content-Type", type)], bytes: page))
        let prometheus = try await PrometheusServer.start(
            scraping: Int(target.port),
            interval: "10s",
            features: ["native-histograms"]
        )
        defer { prometheus.stop() }
        try await waitUntil("it has scraped the page") {
            ["up", "down"].contains(try await prometheus.target()?.health)
        }
        let error = try await prometheus.target()?.lastError
        #expect(error == "", "TEST_SEED=\(seed)")

        let counts = #"count by (__name__)({__name__=~"p[0-9]+_.+"})"#
        // It tells of a scrape a moment before it shows what it scraped.
        try await waitUntil("it shows the page") { try await !prometheus.values(of: counts, by: "__name__").isEmpty }
        let told = try await prometheus.values(of: counts, by: "__name__")
        let written = Dictionary(uniqueKeysWithValues: families.map { ($0.name, Double($0.series.count)) })
        #expect(told == written, "TEST_SEED=\(seed)")

        for family in families.filter({ $0.type == "histogram" }).prefix(40) {
            // The label is a name to read the one sample by.
            let query = #"label_replace(sum(histogram_count(\#(family.name))), "of", "all", "", "")"#
            let count = family.series.reduce(0) { $0 + ($1.histogram?.count ?? 0) }
            #expect(
                try await prometheus.values(of: query, by: "of") == ["all": Double(count)],
                "TEST_SEED=\(seed): \(family.name)"
            )
        }
    }
}
