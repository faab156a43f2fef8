/// The labels of a family as a type, and those of one series as a value of it.
///
///     struct ByQueue: LabelSet {
///         static let names = ["queue"]
///         var queue: String
///         func forEachValue(_ body: (String) -> Void) { body(queue) }
///     }
///
/// Two sets find the same series exactly when their values are the same bytes: for Prometheus two spellings of one
/// accented letter, which Swift's strings call equal, are two series.
@usableFromInline
package protocol LabelSet: Sendable {
    /// The label names in the order they are exposed; the same at every call.
    static var names: [String] { get }
    /// Goes through the values, one for each name, in the same order.
    func forEachValue(_ body: (String) -> Void)
    /// A hash of the set, the same for sets of the same values; a set may leave out values that hardly ever differ.
    func hash(by hash: ByteHash) -> Int
}

extension LabelSet {
    /// A hash of all values.
    @inlinable
    package func hash(by hash: ByteHash) -> Int {
        var sum = 0
        forEachValue { sum = sum &* 31 &+ hash($0) }
        return sum
    }

    /// One value for each name, in the same order.
    @usableFromInline
    package var values: [String] {
        var values: [String] = []
        forEachValue { values.append($0) }
        return values
    }
}

/// The labels of a family with a single series.
package struct NoLabels: LabelSet {
    /// None.
    package static let names: [String] = []

    /// The only value.
    package init() {}

    /// None.
    package func forEachValue(_ body: (String) -> Void) {}
}
