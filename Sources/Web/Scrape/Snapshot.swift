import Exposition
import Instruments
import Synchronization

/// The registry's families as one scrape sees them, or several that overlap.
final class Snapshot: Sendable {
    let families: [FamilySnapshot]
    let takenAt: ContinuousClock.Instant
    private let compressed = Mutex<[ExpositionFormat: Reference]>([:])

    /// Lets go of a page that no scrape is sent any more.
    private struct Reference {
        weak let page: CompressedPage?
    }

    init(_ families: [FamilySnapshot], takenAt: ContinuousClock.Instant) {
        self.families = families
        self.takenAt = takenAt
    }

    /// The page of all families in a format, compressed: the one that other scrapes are being sent, else a new one.
    func compressedPage(as format: ExpositionFormat, orNew make: () -> CompressedPage) -> CompressedPage {
        compressed.withLock { pages in
            if let page = pages[format]?.page { return page }
            let page = make()
            pages[format] = Reference(page: page)
            return page
        }
    }
}
