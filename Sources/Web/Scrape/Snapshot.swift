import Exposition
import Instruments
import Synchronization

/// The registry's families as one scrape sees them, or several that overlap.
final class Snapshot: Sendable {
    let families: [FamilySnapshot]
    let takenAt: ContinuousClock.Instant
    private let compressed = Mutex<[Kind: WeakPage]>([:])

    /// What tells one page of all families from another.
    private struct Kind: Hashable {
        let format: ExpositionFormat
        let showsCreated: Bool
    }

    /// Does not keep a page that is sent to nobody any more.
    private struct WeakPage {
        weak let page: CompressedPage?
    }

    init(_ families: [FamilySnapshot], takenAt: ContinuousClock.Instant) {
        self.families = families
        self.takenAt = takenAt
    }

    /// The compressed page of all families: the one that other scrapes are being sent, else a new one.
    func compressedPage(as format: ExpositionFormat, showsCreated: Bool, on thread: PageThread) -> CompressedPage {
        let kind = Kind(format: format, showsCreated: showsCreated)
        return compressed.withLock { pages in
            if let page = pages[kind]?.page { return page }
            let page = CompressedPage(ExpositionPage(families, as: format, showsCreated: showsCreated), on: thread)
            pages[kind] = WeakPage(page: page)
            return page
        }
    }
}
