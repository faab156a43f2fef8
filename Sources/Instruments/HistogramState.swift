/// A histogram as it is stored: what fell into each bucket, and the sum of it all.
package struct HistogramState: Sendable, Equatable {
    /// As in ``Buckets``.
    package var upperBounds: [Double]
    /// One for each bound, not cumulated, and one more for what lies above the last.
    package var counts: [UInt64]
    /// Of all observations.
    package var sum: CompensatedSum
    /// The same observations by the finer buckets of a native histogram; nil where they were not kept from the first
    /// on.
    package var native: NativeBuckets?

    /// A state as it is; whether it fits a histogram is checked when that is restored.
    package init(upperBounds: [Double], counts: [UInt64], sum: CompensatedSum, native: NativeBuckets? = nil) {
        self.upperBounds = upperBounds
        self.counts = counts
        self.sum = sum
        self.native = native
    }

    /// A state as it was stored, with the native buckets if they count as many observations as the others.
    ///
    /// They do not where an earlier version of this program has counted without them. What has counted nothing has kept
    /// all of it.
    package init(upperBounds: [Double], counts: [UInt64], sum: CompensatedSum, storedNative: NativeBuckets?) {
        let observed = counts.reduce(0, &+)
        let native = observed == 0 ? NativeBuckets() : storedNative
        self.init(upperBounds: upperBounds, counts: counts, sum: sum, native: native?.count == observed ? native : nil)
    }
}
