/// Why a list of numbers cannot bound the buckets of a histogram.
package enum BucketError: Error, Equatable {
    /// An empty list.
    case noBounds
    /// Infinity and NaN; `+Inf` is implied and not listed.
    case notFinite(Double)
    /// A bound and the one after it, which does not lie above it.
    case notIncreasing(Double, Double)
}

extension BucketError: CustomStringConvertible {
    /// What is wrong, with the bounds that are.
    package var description: String {
        switch self {
        case .noBounds: "a histogram needs at least one bucket bound"
        case .notFinite(let bound): "the bucket bound \(bound) is not a finite number"
        case .notIncreasing(let lower, let upper): "the bucket bound \(upper) does not lie above \(lower) before it"
        }
    }
}
