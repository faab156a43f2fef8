/// The labels of a family as a type, and those of one series as a value of it.
///
///     struct ByQueue: LabelSet {
///         static let names = ["queue"]
///         var queue: String
///         var values: [String] { [queue] }
///     }
///
/// Two sets are equal exactly when their values are. Swift's strings are equal when they are canonically equivalent, so
/// two spellings of one accented letter find one series, which keeps the spelling it was created with.
@usableFromInline
package protocol LabelSet: Hashable, Sendable {
    /// The label names in the order they are exposed; the same at every call.
    static var names: [String] { get }
    /// One value for each name, in the same order.
    var values: [String] { get }
    /// A hash of the set, the same for equal sets: Swift's, unless a set that is looked up often has a cheaper one.
    ///
    /// `hash` may be given texts that the set compares by their bytes, or that are ASCII.
    func hash(by hash: ByteHash) -> Int
}

extension LabelSet {
    /// Swift's hash of the set.
    @inlinable
    package func hash(by hash: ByteHash) -> Int { hashValue }
}

/// The labels of a family with a single series.
package struct NoLabels: LabelSet {
    /// None.
    package static let names: [String] = []

    /// The only value.
    package init() {}

    /// None.
    package var values: [String] { [] }
}
