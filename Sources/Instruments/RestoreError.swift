/// Why an instrument cannot go on from what was stored.
package enum RestoreError: Error, Equatable {
    /// A counter's total is never negative nor NaN.
    case notATotal(Double)
    /// The histogram was stored with these bounds, or with counts that do not fit them; it has others now.
    case otherBuckets([Double])
}
