import Synchronization

/// Observations counted by size, with their sum: in the buckets it was made with, and in those of a native histogram.
///
/// An observation touches one bucket of each; the counts are added up only when read. NaN is counted in the last bucket
/// and makes the sum NaN for good, as the format defines it: whoever observes data of others refuses it before.
package final class Histogram: Instrument {
    private let buckets: Buckets
    private let contents: Mutex<Contents>

    private struct Contents {
        var byBucket: [UInt64]
        var sum = CompensatedSum()
        var native: NativeBuckets? = NativeBuckets()
        /// One for each bucket once there is one.
        var exemplars: [Exemplar?] = []

        mutating func add(_ value: Double, times: Int, toBucket index: Int) {
            byBucket[index] += UInt64(times)
            sum.add(value * Double(times))
            native?.add(value, times: UInt64(times))
        }
    }

    /// A histogram without observations.
    package init(buckets: Buckets) {
        self.buckets = buckets
        contents = Mutex(Contents(byBucket: Array(repeating: 0, count: buckets.upperBounds.count + 1)))
    }

    /// Counts `value` in the first bucket whose bound is not below it.
    package func observe(_ value: Double) {
        observe(value, times: 1)
    }

    /// Counts `value` as often as it was seen; as what a batch has in common is.
    package func observe(_ value: Double, times: Int) {
        guard times > 0 else { return }
        let index = buckets.index(of: value)
        contents.withLock { $0.add(value, times: times, toBucket: index) }
    }

    /// Counts `value` as seen at `seconds` since 1970, and tells where it came from, unless its bucket has been told so
    /// within the last second: an exemplar costs more than an observation, and a scrape shows the last.
    package func observe(_ value: Double, atSeconds seconds: Double, from origin: @autoclosure () -> Exemplar.Origin) {
        let index = buckets.index(of: value)
        let isDue = contents.withLock { contents in
            contents.add(value, times: 1, toBucket: index)
            guard !contents.exemplars.isEmpty, let last = contents.exemplars[index] else { return true }
            return (seconds - last.timestampSeconds).magnitude >= 1
        }
        guard isDue else { return }
        let exemplar = Exemplar(origin: origin(), value: value, timestampSeconds: seconds)
        contents.withLock { contents in
            if contents.exemplars.isEmpty {
                contents.exemplars = Array(repeating: nil, count: contents.byBucket.count)
            }
            contents.exemplars[index] = exemplar
        }
    }

    /// The counts by bucket and the sum, as of one moment: what ``restore(_:)`` takes.
    package var state: HistogramState { state(contents.withLock { $0 }) }

    private func state(_ contents: Contents) -> HistogramState {
        HistogramState(
            upperBounds: buckets.upperBounds,
            counts: contents.byBucket,
            sum: contents.sum,
            native: contents.native
        )
    }

    /// Goes on from a stored state in place of the present one; to be called before anything observes.
    ///
    /// Counts by other bounds cannot be divided anew, so a state of other buckets is refused.
    package func restore(_ state: HistogramState) throws(RestoreError) {
        guard state.upperBounds == buckets.upperBounds, state.counts.count == buckets.upperBounds.count + 1 else {
            throw .otherBuckets(state.upperBounds)
        }
        contents.withLock { $0 = Contents(byBucket: state.counts, sum: state.sum, native: state.native) }
    }
}

extension Histogram {
    /// What one scrape sees.
    package var reading: HistogramReading {
        let contents = contents.withLock { $0 }
        return HistogramReading(state(contents), exemplars: contents.exemplars)
    }

    /// What was observed by a family's series, each read under its lock.
    package static func points(_ series: SeriesList<Histogram>) -> FamilySnapshot.Points {
        .histograms(series.mapValues(\.reading))
    }
}
