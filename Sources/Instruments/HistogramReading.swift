/// A histogram as it is exposed: for each bound how many observations were not above it, and all of them.
package struct HistogramReading: Sendable, Equatable {
    /// As in ``Buckets``.
    package let upperBounds: [Double]
    /// One for each bound, never decreasing; `count` stands for the bucket without a bound.
    package let cumulativeCounts: [UInt64]
    /// All observations.
    package let count: UInt64
    /// Of all observations; NaN if one was, or if both infinities were.
    package let sum: Double

    /// Adds up the counts of a state, which holds one count more than bounds.
    package init(_ state: HistogramState) {
        var count: UInt64 = 0
        var cumulativeCounts = state.counts
        for index in cumulativeCounts.indices {
            count += cumulativeCounts[index]
            cumulativeCounts[index] = count
        }
        cumulativeCounts.removeLast()
        upperBounds = state.upperBounds
        self.cumulativeCounts = cumulativeCounts
        self.count = count
        sum = state.sum.value
    }
}
