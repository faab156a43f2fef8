import Instruments
import Testing

@testable import Pipeline

@Suite struct ConsumerMetricsTests {
    @Test func `latencies are told apart from a millisecond to an hour`() throws {
        let bounds = ConsumerMetrics.latencyBuckets
        #expect(bounds.first == 0.001)
        #expect(bounds.last == 3600)
        #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test(arguments: [
        "sqs_consumer_message_lag_seconds", "sqs_consumer_event_delay_seconds",
        "sqs_consumer_processing_duration_seconds",
    ])
    func `by the same buckets everywhere`(name: String) throws {
        let registry = Registry()
        _ = try ConsumerMetrics(queue: "orders", registry: registry)
        let family = try #require(registry.snapshot().first { $0.description.name == name })
        guard case .histograms(let series) = family.points else {
            Issue.record("\(family.points)")
            return
        }
        #expect(series.values.map(\.upperBounds) == [ConsumerMetrics.latencyBuckets])
    }
}
