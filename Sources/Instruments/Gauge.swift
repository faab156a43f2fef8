import Synchronization

/// A number that goes up and down; starts at zero.
package final class Gauge: Instrument {
    private let level = Atomic<Double>(0)

    /// A number of zero.
    package init() {}

    /// The number as it was last set or moved.
    package var value: Double { level.load(ordering: .relaxed) }

    /// Replaces the number; infinities and NaN are numbers here.
    package func set(_ value: Double) {
        level.store(value, ordering: .relaxed)
    }

    /// Adds `amount`, which may be negative.
    package func increment(by amount: Double = 1) {
        var current = level.load(ordering: .relaxed)
        var exchanged = false
        while !exchanged {
            (exchanged, current) = level.weakCompareExchange(
                expected: current,
                desired: current + amount,
                ordering: .relaxed
            )
        }
    }

    /// Subtracts `amount`, which may be negative.
    package func decrement(by amount: Double = 1) {
        increment(by: -amount)
    }
}

extension Gauge {
    /// The values of a family's series.
    package static func points(_ series: SeriesList<Gauge>) -> FamilySnapshot.Points {
        .gauges(series.mapValues(\.value))
    }
}
