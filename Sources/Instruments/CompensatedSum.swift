/// A running sum that keeps what rounding would drop, after Neumaier.
///
/// The part of each addend that does not fit `sum` gathers in `compensation`, so a million additions of 0.1 read
/// 100000. An infinite or NaN sum stays so, as a plain one does.
package struct CompensatedSum: Sendable, Equatable {
    /// The plain sum, rounded at every addition.
    package private(set) var sum: Double
    /// What rounding dropped from it; zero once the sum is not finite.
    package private(set) var compensation: Double

    /// A sum to go on from; both parts are what an earlier one was stored as.
    package init(sum: Double = 0, compensation: Double = 0) {
        self.sum = sum
        self.compensation = compensation
    }

    /// The sum as one number, correctly rounded for all but contrived addends.
    package var value: Double { sum + compensation }

    /// Adds any number; never traps.
    package mutating func add(_ addend: Double) {
        let total = sum + addend
        if !total.isFinite {
            compensation = 0
        } else if sum.magnitude >= addend.magnitude {
            compensation += (sum - total) + addend
        } else {
            compensation += (addend - total) + sum
        }
        sum = total
    }
}
