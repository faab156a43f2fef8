/// The inclusive upper bounds of a histogram's buckets; the bucket for everything above the last is implied.
package struct Buckets: Sendable, Equatable {
    /// At least one, each finite and above the one before.
    package let upperBounds: [Double]

    /// Checks that there are bounds, and that they are finite and strictly increasing.
    package init(_ upperBounds: [Double]) throws(BucketError) {
        guard !upperBounds.isEmpty else { throw .noBounds }
        if let bound = upperBounds.first(where: { !$0.isFinite }) {
            throw .notFinite(bound)
        }
        for (lower, upper) in zip(upperBounds, upperBounds.dropFirst()) where lower >= upper {
            throw .notIncreasing(lower, upper)
        }
        self.upperBounds = upperBounds
    }

    /// The index of the first bound that is not below `value`, or the number of bounds: a binary search.
    ///
    /// NaN is not within any bound, so it belongs above them all.
    package func index(of value: Double) -> Int {
        var low = 0
        var high = upperBounds.count
        while low < high {
            let middle = (low + high) / 2
            if value <= upperBounds[middle] {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
