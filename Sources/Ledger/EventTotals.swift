package import Events
package import Instruments

/// What the events of one type add up to: all that is exposed of them, as a ledger keeps it.
package struct EventTotals: Equatable, Sendable {
    /// The events' `type`; two types are the same if their bytes are.
    package var type: String
    /// When the type was first counted, in seconds since 1970: where its counters started from 0.
    package var createdSeconds: Double
    /// How many events there were.
    package var count: UInt64 = 0
    /// The values of 0 and more.
    package var value = CompensatedSum()
    /// The magnitudes of the negative values.
    package var negativeValue = CompensatedSum()
    /// All values by size.
    package var values: HistogramState
    /// The value of the latest event, by the time it occurred; 0 until there is one.
    package var lastValue: Double = 0
    /// When the latest event occurred, in seconds since 1970; −∞ until there is one.
    package var lastOccurredSeconds = -Double.infinity

    /// Totals of nothing yet.
    package init(type: String, createdSeconds: Double, buckets: Buckets) {
        self.type = type
        self.createdSeconds = createdSeconds
        values = HistogramState(
            upperBounds: buckets.upperBounds,
            counts: Array(repeating: 0, count: buckets.upperBounds.count + 1),
            sum: CompensatedSum(),
            native: NativeBuckets()
        )
    }

    /// Adds one event; `buckets` are those of ``values``.
    ///
    /// Of two events of one moment the later added is the latest.
    package mutating func add(_ event: Event, buckets: Buckets) {
        count += 1
        if event.value >= 0 { value.add(event.value) } else { negativeValue.add(-event.value) }
        values.counts[buckets.index(of: event.value)] += 1
        values.sum.add(event.value)
        values.native?.add(event.value)
        if event.occurredAtSeconds >= lastOccurredSeconds {
            lastOccurredSeconds = event.occurredAtSeconds
            lastValue = event.value
        }
    }

    /// Count and sum, as `/stats` tells them.
    package var summary: EventSummary {
        EventSummary(type: type, count: Int(count), sum: value.value - negativeValue.value)
    }
}
