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
    /// The same observations as a native histogram; nil where they were not kept so from the first on.
    package let native: NativeBuckets?
    /// One for each bound and one for what lies above the last, nil where none was given; or empty, where none was at
    /// all.
    package let exemplars: [Exemplar?]

    /// Adds up the counts of a state, which holds one count more than bounds.
    package init(_ state: HistogramState, exemplars: [Exemplar?] = []) {
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
        native = state.native
        self.exemplars = exemplars
    }
}
