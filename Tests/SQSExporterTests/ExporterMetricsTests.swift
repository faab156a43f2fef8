import AWS
import Instruments
import Testing

@testable import SQSExporter

@Suite struct ExporterMetricsTests {
    private static let expiry = "aws_credentials_expiry_timestamp_seconds"

    private func snapshot(_ name: String, of metrics: ExporterMetrics) -> FamilySnapshot? {
        metrics.registry.snapshot().first { $0.description.name == name }
    }

    @Test func `credentials that expire have a series with the time`() throws {
        let metrics = try ExporterMetrics(queue: "orders")
        metrics.credentials(of: "environment", expire: Timestamp(secondsSince1970: 1_795_212_000))
        let family = try #require(snapshot(Self.expiry, of: metrics))
        guard case .gauges(let series) = family.points else {
            Issue.record("\(family.points)")
            return
        }
        #expect(series.map(\.value) == [1_795_212_000])
        #expect(series.map(\.labelValues) == [["environment"]])
        #expect(family.description.labelNames == ["provider"])
    }

    @Test func `credentials that do not expire have none`() throws {
        let metrics = try ExporterMetrics(queue: "orders")
        metrics.credentials(of: "environment", expire: nil)
        #expect(snapshot(Self.expiry, of: metrics) == nil)
    }

    @Test func `what is about the exporter itself can be left out, and nothing else`() throws {
        func names(_ showsExporter: Bool) throws -> Set<String> {
            Set(try ExporterMetrics(queue: "orders", showsExporter: showsExporter).registry.descriptions.map(\.name))
        }
        let (all, some) = (try names(true), try names(false))
        let left = all.subtracting(some)
        #expect(some.isSubset(of: all))
        #expect(
            left.filter { !$0.hasPrefix("process_") }.sorted() == [
                "sqs_exporter_config_last_reload_success_timestamp_seconds",
                "sqs_exporter_config_last_reload_successful",
                "sqs_exporter_exposition_bytes",
                "sqs_exporter_scrape_errors_total",
                "sqs_exporter_scrapes_in_flight",
                "sqs_exporter_scrapes_total",
            ]
        )
        #expect(some.allSatisfy { !$0.hasPrefix("process_") })
        #expect(some.contains("sqs_exporter_build_info"))
    }

    @Test func `the start is the first reload, and a failed one leaves its time`() throws {
        let registry = Registry()
        let reloads = try ReloadMetrics(registry: registry, now: 50)
        #expect(values(registry) == [1, 50])
        reloads.failed()
        #expect(values(registry) == [0, 50])
        reloads.succeeded(now: 70)
        #expect(values(registry) == [1, 70])
    }

    /// Whether the last reload succeeded, and when one last did.
    private func values(_ registry: Registry) -> [Double] {
        ["successful", "success_timestamp_seconds"].compactMap { name in
            let family = registry.snapshot().first { $0.description.name == "sqs_exporter_config_last_reload_\(name)" }
            guard case .gauges(let series)? = family?.points else { return nil }
            return series.first { _ in true }?.value
        }
    }
}
