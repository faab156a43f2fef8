package import Events

/// Which series events get; every value has been validated.
package struct EventSettings: Sendable {
    /// The types that have series of their own, from the start; nil for every type that comes, up to ``typesMax``.
    package var listedTypes: [EventTypeName]?
    /// 1–1,000,000; how many types get series of their own where none are listed.
    package var typesMax = 1000
    /// 0–31,536,000; types without events for so many seconds lose their series, unless they are listed; 0 for never.
    package var typeTTLSeconds = 0
    /// 1–100; the upper bounds of the histogram of values.
    package var valueBuckets = EventMetrics.valueBuckets

    /// The defaults.
    package init() {}
}
