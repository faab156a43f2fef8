package import Events
package import Instruments
package import Ledger
import Synchronization

/// What the events add up to, by type: what users came for.
package final class EventMetrics: Sendable {
    /// From fractions to ten thousands, and one bucket for everything negative.
    package static let valueBuckets: [Double] = [
        0, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000,
    ]

    private let queue: String
    private let count: Family<ByEventType, Counter>
    private let value: Family<ByEventType, Counter>
    private let negativeValue: Family<ByEventType, Counter>
    private let lastValue: Family<ByEventType, Gauge>
    private let lastOccurred: Family<ByEventType, Gauge>
    private let values: Family<ByEventType, Histogram>
    private let types: Gauge
    private let series = Mutex<[ByEventType: EventSeries]>([:])

    /// Registers the families; each type's series appear with its first event.
    package init(queue: String, registry: Registry) throws(RegistrationError) {
        self.queue = queue
        count = try registry.counters(
            "events_total",
            help: "Events counted, each once in effect.",
            by: ByEventType.self
        )
        value = try registry.counters(
            "events_value_total",
            help: "Values of events added up, as far as they are 0 or more; the sum is this minus the negative total.",
            by: ByEventType.self
        )
        negativeValue = try registry.counters(
            "events_negative_value_total",
            help: "Magnitudes of the negative values of events added up.",
            by: ByEventType.self
        )
        lastValue = try registry.gauges(
            "event_last_value",
            help: "Value of the latest event, by the time it occurred and not by its arrival.",
            by: ByEventType.self
        )
        lastOccurred = try registry.gauges(
            "event_last_occurred_timestamp_seconds",
            help: "When the latest event occurred.",
            by: ByEventType.self
        )
        values = try registry.histograms(
            "event_value",
            help: "Distribution of the values of events.",
            buckets: Self.valueBuckets,
            by: ByEventType.self
        )
        let types = try registry.gauges(
            "sqs_exporter_event_types",
            help: "Event types that have series.",
            by: ByQueue.self
        )
        self.types = types[ByQueue(queue: queue)]
    }

    /// Adds one event.
    package func record(_ event: Event) {
        series(of: event.type).record(event)
    }

    /// Goes on from what earlier runs counted; to be called before anything counts.
    ///
    /// No page shows a series before it has its total. Throws where the totals are none that could have been stored: a
    /// negative one, or a histogram of other buckets.
    package func restore(_ totals: [EventTotals]) throws(RestoreError) {
        for totals in totals where totals.count > 0 {
            let labels = ByEventType(queue: queue, eventType: totals.type)
            let restored = EventSeries(
                count: try count.series(labels) { counter throws(RestoreError) in
                    try counter.restore(CompensatedSum(sum: Double(totals.count)))
                },
                value: try value.series(labels) { counter throws(RestoreError) in try counter.restore(totals.value) },
                negativeValue: try negativeValue.series(labels) { counter throws(RestoreError) in
                    try counter.restore(totals.negativeValue)
                },
                lastValue: lastValue.series(labels) { $0.set(totals.lastValue) },
                lastOccurred: lastOccurred.series(labels) { $0.set(totals.lastOccurredSeconds) },
                values: try values.series(labels) { histogram throws(RestoreError) in
                    try histogram.restore(totals.values)
                },
                latestSeconds: totals.lastOccurredSeconds
            )
            series.withLock { series in
                series[labels] = restored
                types.set(Double(series.count))
            }
        }
    }

    /// Count and sum of each type, sorted by type.
    package func summaries() -> [EventSummary] {
        series.withLock { $0 }
            .map { labels, series in series.summary(type: labels.eventType.text) }
            .sorted(by: EventSummary.precedes)
    }

    // One look-up an event: the handles of a type's six series are kept together.
    private func series(of type: String) -> EventSeries {
        let labels = ByEventType(queue: queue, eventType: type)
        return series.withLock { series in
            if let known = series[labels] { return known }
            let new = EventSeries(
                count: count[labels],
                value: value[labels],
                negativeValue: negativeValue[labels],
                lastValue: lastValue[labels],
                lastOccurred: lastOccurred[labels],
                values: values[labels]
            )
            series[labels] = new
            types.set(Double(series.count))
            return new
        }
    }
}
