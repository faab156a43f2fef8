/// One series: its labels, and what is kept or read under them.
package struct Series<Value: Sendable>: Sendable {
    /// One for each label name of the family, in that order.
    package let labelValues: [String]
    /// The instrument, or what was read from it.
    package let value: Value
}
