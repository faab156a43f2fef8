import Events
import Instruments
import Synchronization

/// The series of one event type, held together so that an event costs one look-up.
final class EventSeries: Sendable {
    private let count: Counter
    private let value: Counter
    private let negativeValue: Counter
    private let lastValue: Gauge
    private let lastOccurred: Gauge
    private let values: Histogram
    /// When the latest event occurred; the lock also keeps the two gauges in step.
    private let latestSeconds: Mutex<Double>

    init(
        count: Counter,
        value: Counter,
        negativeValue: Counter,
        lastValue: Gauge,
        lastOccurred: Gauge,
        values: Histogram,
        latestSeconds: Double = -.infinity
    ) {
        self.count = count
        self.value = value
        self.negativeValue = negativeValue
        self.lastValue = lastValue
        self.lastOccurred = lastOccurred
        self.values = values
        self.latestSeconds = Mutex(latestSeconds)
    }

    func record(_ event: Event) {
        count.increment()
        if event.value >= 0 { value.increment(by: event.value) } else { negativeValue.increment(by: -event.value) }
        values.observe(event.value)
        latestSeconds.withLock { latest in
            guard event.occurredAtSeconds >= latest else { return }
            latest = event.occurredAtSeconds
            lastValue.set(event.value)
            lastOccurred.set(event.occurredAtSeconds)
        }
    }

    func summary(type: String) -> EventSummary {
        EventSummary(type: type, count: Int(count.value), sum: value.value - negativeValue.value)
    }
}
