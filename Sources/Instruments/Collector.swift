/// A source of families.
///
/// A ``Family`` keeps its series between scrapes; other collectors compute theirs when asked.
package protocol Collector: Sendable {
    /// Every family that ``collect()`` may give; the same at every call, for their names are checked once.
    var descriptions: [FamilyDescription] { get }

    /// The families as they are now, each with its series in order; one that cannot be told is left out.
    ///
    /// Called at every scrape, so it must not block.
    func collect() -> [FamilySnapshot]
}
