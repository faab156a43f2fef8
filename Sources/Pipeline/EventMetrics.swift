package import Events
package import Instruments
package import Ledger
import Synchronization

/// What the events add up to, by type: what users came for.
///
/// Every event counts in exactly one type's series: in those of its own, or, where there is no room for another type or
/// it is not listed, in those of ``EventTypeName/other``. It is decided before the ledger records the event, which so
/// keeps the decision.
package final class EventMetrics: Sendable {
    /// From fractions to ten thousands, and one bucket for everything negative.
    package static let valueBuckets: [Double] = [
        0, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000,
    ]

    private let listed: [EventTypeName]?
    private let expires: Bool
    let families: EventFamilies
    let typeCount: Gauge
    private let folded: Counter
    let expired: Counter
    let types: Mutex<EventTypes>

    /// Registers the families; each type's series appear with its first event, or with the totals if it is listed.
    package init(
        queue: String,
        settings: EventSettings = EventSettings(),
        registry: Registry
    ) throws(RegistrationError) {
        let labels = ByQueue(queue: queue)
        listed = settings.listedTypes
        expires = settings.typeTTLSeconds > 0
        types = Mutex(EventTypes(settings))
        families = try EventFamilies(queue: queue, buckets: settings.valueBuckets, registry: registry)
        typeCount = try registry.gauges(
            "sqs_exporter_event_types",
            help: "Event types that have series of their own.",
            by: ByQueue.self
        )[labels]
        let limit = try registry.gauges(
            "sqs_exporter_event_types_limit",
            help: "How many event types get series of their own; the events of all others are counted together.",
            by: ByQueue.self
        )[labels]
        limit.set(Double(listed?.count ?? settings.typesMax))
        folded = try registry.counters(
            "sqs_exporter_events_folded_total",
            help: "Events of types without series of their own, counted under the event type __other__.",
            by: ByQueue.self
        )[labels]
        expired = try registry.counters(
            "sqs_exporter_event_types_expired_total",
            help: "Event types that lost their series because no events of theirs came any more.",
            by: ByQueue.self
        )[labels]
    }

    /// Where an event of this type will count.
    ///
    /// The one look-up an event costs. Is followed by ``record(_:at:from:)`` or ``release(_:of:)``; not where the ledger
    /// failed, because what it recorded all the same may still turn out.
    func place(of type: String) -> EventPlace {
        let type = EventTypeName(text: type)
        return types.withLock { types in
            if let own = types.own[type] {
                if types.expires { own.begin(at: types.now) }
                return .own(own)
            }
            if types.promise(to: type) { return .new }
            return .folded(series(of: .other, in: &types), isLeaving: types.leaving[type] != nil)
        }
    }

    /// Adds an event that the ledger has recorded under the type whose place this is, and that came from there.
    func record(_ event: Event, at place: EventPlace, from origin: EventOrigin) {
        defer { release(place, of: event.type) }
        switch place {
        case .own(let series): series.record(event, from: origin)
        case .new: seriesCounting(event).record(event, from: origin)
        case .folded(let series, _):
            series.record(event, from: origin)
            folded.increment()
        }
    }

    /// Gives a place back that was not needed: the event is a duplicate.
    func release(_ place: EventPlace, of type: String) {
        switch place {
        case .own(let series): if expires { series.end() }
        case .new: types.withLock { $0.release(EventTypeName(text: type)) }
        case .folded: break
        }
    }

    /// Adds one event under the type it has, as the ledger recorded it.
    package func record(_ event: Event) { seriesCounting(event).record(event) }

    /// The series of an event that is about to count in them, and so counts as folded where they are all other types'.
    private func seriesCounting(_ event: Event) -> EventSeries {
        let type = EventTypeName(text: event.type)
        if type == .other { folded.increment() }
        return types.withLock { series(of: type, in: &$0) }
    }

    /// Goes on from what earlier runs counted; to be called before anything counts.
    ///
    /// No page shows a series before it has its total. Types that are listed have series from now on. Throws where the
    /// totals are none that could have been stored: a negative one, or a histogram of other buckets.
    package func restore(_ totals: [EventTotals]) throws(RestoreError) {
        try types.withLock { types throws(RestoreError) in
            for totals in totals where totals.count > 0 {
                types.insert(try families.series(restoring: totals), of: EventTypeName(text: totals.type))
            }
            for type in listed.map({ $0 + [.other] }) ?? [] { _ = series(of: type, in: &types) }
            typeCount.set(Double(types.count))
        }
    }

    /// Count and sum of each type that there were events of, sorted by type.
    package func summaries() -> [EventSummary] {
        types.withLock { $0.all }
            .map { type, series in series.summary(type: type.text) }
            .filter { $0.count > 0 }
            .sorted(by: EventSummary.precedes)
    }

    private func series(of type: EventTypeName, in types: inout EventTypes) -> EventSeries {
        if let known = types.series(of: type) { return known }
        let new = families.series(of: type)
        types.insert(new, of: type)
        typeCount.set(Double(types.count))
        return new
    }
}
