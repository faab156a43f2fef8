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
}
