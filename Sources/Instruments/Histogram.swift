import Synchronization

/// Observations counted by size, with their sum.
///
/// An observation touches one bucket; the counts are added up only when read. NaN is counted in the last bucket and
/// makes the sum NaN for good, as the format defines it: whoever observes data of others refuses it before.
package final class Histogram: Instrument {
    private let buckets: Buckets
    private let counts: Mutex<Counts>

    private struct Counts {
        var byBucket: [UInt64]
        var sum = CompensatedSum()
    }

    /// A histogram without observations.
    package init(buckets: Buckets) {
        self.buckets = buckets
        counts = Mutex(Counts(byBucket: Array(repeating: 0, count: buckets.upperBounds.count + 1)))
    }

    /// Counts `value` in the first bucket whose bound is not below it.
    package func observe(_ value: Double) {
        observe(value, times: 1)
    }

    /// Counts `value` as often as it was seen; as what a batch has in common is.
    package func observe(_ value: Double, times: Int) {
        guard times > 0 else { return }
        let index = buckets.index(of: value)
        counts.withLock { counts in
            counts.byBucket[index] += UInt64(times)
            counts.sum.add(value * Double(times))
        }
    }

    /// The counts by bucket and the sum, as of one moment: what ``restore(_:)`` takes.
    package var state: HistogramState {
        let counts = counts.withLock { $0 }
        return HistogramState(upperBounds: buckets.upperBounds, counts: counts.byBucket, sum: counts.sum)
    }

    /// Goes on from a stored state in place of the present one; to be called before anything observes.
    ///
    /// Counts by other bounds cannot be divided anew, so a state of other buckets is refused.
    package func restore(_ state: HistogramState) throws(RestoreError) {
        guard state.upperBounds == buckets.upperBounds, state.counts.count == buckets.upperBounds.count + 1 else {
            throw .otherBuckets(state.upperBounds)
        }
        counts.withLock { $0 = Counts(byBucket: state.counts, sum: state.sum) }
    }
}

extension Histogram {
    /// What one scrape sees.
    package var reading: HistogramReading { HistogramReading(state) }

    /// What was observed by a family's series, each read under its lock.
    package static func points(_ series: SeriesList<Histogram>) -> FamilySnapshot.Points {
        .histograms(series.mapValues(\.reading))
    }
}
