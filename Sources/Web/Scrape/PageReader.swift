import Exposition
import NIOCore

/// One scrape's way through the body of its answer, a piece at a time.
///
/// Whoever copies it goes on with one of the two: both would take pieces from each other.
struct PageReader {
    private enum Page {
        case plain(PlainPage)
        case compressed(CompressedPage)
    }

    private let page: Page
    private var taken = 0

    /// Begins to read the page of a snapshot's families that the filter picks.
    ///
    /// Only compressed pages of all families are shared: who picks some is seldom in company, and a page that is not
    /// compressed costs more to keep than to make.
    init(
        _ snapshot: Snapshot,
        filter: NameFilter,
        format: ExpositionFormat,
        coding: ContentCoding,
        on thread: PageThread
    ) {
        page =
            switch coding {
            case .identity: .plain(PlainPage(snapshot.page(of: filter, as: format), on: thread))
            case .gzip where filter.isOpen: .compressed(snapshot.compressedPage(as: format, on: thread))
            case .gzip: .compressed(CompressedPage(snapshot.page(of: filter, as: format), on: thread))
            }
    }

    /// The next piece; nil at the end.
    mutating func next() async -> ByteBuffer? {
        switch page {
        case .plain(let page): return await page.next()
        case .compressed(let page):
            defer { taken += 1 }
            return await page.piece(taken)
        }
    }

    /// The length of what has been made of the page so far, before it was compressed.
    var plainBytes: Int {
        get async {
            switch page {
            case .plain(let page): await page.bytes
            case .compressed(let page): await page.plainBytes
            }
        }
    }
}
