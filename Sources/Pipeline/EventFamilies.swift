import Events
import Instruments
import Ledger

/// The families that each event type has a series of.
struct EventFamilies: Sendable {
    private let queue: String
    private let count: Family<ByEventType, Counter>
    private let value: Family<ByEventType, Counter>
    private let negativeValue: Family<ByEventType, Counter>
    private let lastValue: Family<ByEventType, Gauge>
    private let lastOccurred: Family<ByEventType, Gauge>
    private let values: Family<ByEventType, Histogram>

    init(queue: String, buckets: [Double], registry: Registry) throws(RegistrationError) {
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
            buckets: buckets,
            by: ByEventType.self
        )
    }

    /// The series of a type, created at 0 if there are none.
    func series(of type: EventTypeName) -> EventSeries {
        let labels = ByEventType(queue: queue, eventType: type)
        return EventSeries(
            count: count[labels],
            value: value[labels],
            negativeValue: negativeValue[labels],
            lastValue: lastValue[labels],
            lastOccurred: lastOccurred[labels],
            values: values[labels]
        )
    }

    /// The series of a type, which no page shows before they have these totals.
    func series(restoring totals: EventTotals) throws(RestoreError) -> EventSeries {
        let labels = ByEventType(queue: queue, eventType: EventTypeName(text: totals.type))
        return EventSeries(
            count: try count.series(labels, createdSeconds: totals.createdSeconds) { counter throws(RestoreError) in
                try counter.restore(CompensatedSum(sum: Double(totals.count)))
            },
            value: try value.series(labels, createdSeconds: totals.createdSeconds) { counter throws(RestoreError) in
                try counter.restore(totals.value)
            },
            negativeValue: try negativeValue.series(labels, createdSeconds: totals.createdSeconds) {
                counter throws(RestoreError) in
                try counter.restore(totals.negativeValue)
            },
            lastValue: lastValue.series(labels, createdSeconds: totals.createdSeconds) { $0.set(totals.lastValue) },
            lastOccurred: lastOccurred.series(labels, createdSeconds: totals.createdSeconds) {
                $0.set(totals.lastOccurredSeconds)
            },
            // One that starts over, for its buckets have changed, starts now.
            values: try values.series(
                labels,
                createdSeconds: totals.values.counts.allSatisfy { $0 == 0 } ? nil : totals.createdSeconds
            ) { histogram throws(RestoreError) in
                try histogram.restore(totals.values)
            },
            latestSeconds: totals.lastOccurredSeconds
        )
    }

    /// Takes all series of these types off the pages.
    func remove(_ types: [EventTypeName]) {
        let labels = types.map { ByEventType(queue: queue, eventType: $0) }
        count.remove(labels)
        value.remove(labels)
        negativeValue.remove(labels)
        lastValue.remove(labels)
        lastOccurred.remove(labels)
        values.remove(labels)
    }
}
