/// What a series is made of: something that is updated from any thread and read at a scrape.
///
/// Updates are synchronous and take nanoseconds; none of them waits for a scrape.
package protocol Instrument: AnyObject, Sendable {
    /// Reads the series of one family, each consistent in itself.
    static func points(_ series: SeriesList<Self>) -> FamilySnapshot.Points
}
