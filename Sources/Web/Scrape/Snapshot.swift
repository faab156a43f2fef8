import Exposition
import Instruments
import Synchronization

/// The registry's families as one scrape sees them, or several that overlap.
final class Snapshot: Sendable {
    let families: [FamilySnapshot]
    /// When it had been taken.
    let takenAt: ContinuousClock.Instant
    /// Whether OpenMetrics shows when the counting of each series began.
    private let showsCreated: Bool
    private let compressed = Mutex<[ExpositionFormat: WeakPage]>([:])

    /// Does not keep a page that is sent to nobody any more.
    private struct WeakPage {
        weak let page: CompressedPage?
    }

    init(_ families: [FamilySnapshot], takenAt: ContinuousClock.Instant, showsCreated: Bool = false) {
        self.families = families
        self.takenAt = takenAt
        self.showsCreated = showsCreated
    }

    /// A page of the families that the filter picks.
    func page(of filter: NameFilter, as format: ExpositionFormat) -> ExpositionPage {
        page(of: filter.select(families), as: format)
    }

    private func page(of families: [FamilySnapshot], as format: ExpositionFormat) -> ExpositionPage {
        ExpositionPage(families, as: format, showsCreated: showsCreated)
    }

    /// The compressed page of all families: the one that other scrapes are being sent, else a new one.
    func compressedPage(as format: ExpositionFormat, on thread: PageThread) -> CompressedPage {
        compressed.withLock { pages in
            if let page = pages[format]?.page { return page }
            let page = CompressedPage(self.page(of: families, as: format), on: thread)
            pages[format] = WeakPage(page: page)
            return page
        }
    }
}
