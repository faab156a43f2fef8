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
    /// How many events are under way that will count here, and when the latest came; kept where types expire.
    private let underway = Atomic(0)
    private let lastUse = Atomic(0)

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

    /// Counts an event, by an exemplar too, which tells its origin; the gauges keep what occurred last.
    func record(_ event: Event, from origin: EventOrigin) {
        values.observe(event.value, from: origin)
        addUp(event)
    }

    /// Counts an event whose origin is not known.
    func record(_ event: Event) {
        values.observe(event.value)
        addUp(event)
    }

    private func addUp(_ event: Event) {
        count.increment()
        if event.value >= 0 { value.increment(by: event.value) } else { negativeValue.increment(by: -event.value) }
        latestSeconds.withLock { latest in
            guard event.occurredAtSeconds >= latest else { return }
            latest = event.occurredAtSeconds
            lastValue.set(event.value)
            lastOccurred.set(event.occurredAtSeconds)
        }
    }

    /// Notes that an event is under way, at a time of a clock of the caller's.
    func begin(at now: Int) {
        underway.add(1, ordering: .relaxed)
        lastUse.store(now, ordering: .relaxed)
    }

    /// Notes that there is use of it, at a time of the same clock.
    func touch(at now: Int) { lastUse.store(now, ordering: .relaxed) }

    /// Notes that it is decided about an event that was under way.
    func end() { underway.subtract(1, ordering: .relaxed) }

    /// Whether nothing is under way, and nothing has come since a time.
    func isIdle(since time: Int) -> Bool {
        underway.load(ordering: .relaxed) == 0 && lastUse.load(ordering: .relaxed) < time
    }

    /// How many events there were and what their values add up to, as the series show it.
    func summary(type: String) -> EventSummary {
        EventSummary(type: type, count: Int(count.value), sum: value.value - negativeValue.value)
    }
}
