package import Instruments

/// A page of metrics, made in pieces while it is sent: only a piece of it is ever in memory.
///
///     # HELP events_total Events counted.
///     # TYPE events_total counter
///     events_total{queue="orders",event_type="purchase"} 75
///
/// All formats share this walk over the families; what they write of one is up to a ``FamilyEncoder``.
package struct ExpositionPage: Sendable {
    private let families: [FamilySnapshot]
    private let format: ExpositionFormat
    private let showsCreated: Bool
    private let chunkBytes: Int
    /// The family that the walk is in, and the next of its series; nil where none has begun.
    private var encoder: (any FamilyEncoder)?
    private var row = 0
    /// The next family.
    private var family = 0
    private var hasEnded = false

    /// A page of the families in their order; one without series is left out.
    ///
    /// - Parameters:
    ///   - showsCreated: whether OpenMetrics says with a sample more for each series when its counting began.
    ///   - chunkBytes: the size of a piece; what does not fit one has a longer one for itself.
    package init(
        _ families: [FamilySnapshot],
        as format: ExpositionFormat,
        showsCreated: Bool = false,
        chunkBytes: Int = 64 * 1024
    ) {
        self.families = families.filter { !$0.points.isEmpty }
        self.format = format
        self.showsCreated = showsCreated
        self.chunkBytes = chunkBytes
    }

    /// The next piece, never an empty one; nil when the page has ended.
    package mutating func next() -> [UInt8]? {
        guard var item = nextItem() else { return nil }
        return [UInt8](capacity: max(item.bound, chunkBytes)) { chunk in
            repeat {
                write(item, to: &chunk)
                guard let next = nextItem() else { return }
                item = next
            } while item.bound <= chunk.freeCapacity
        }
    }

    /// What comes next on a page.
    private enum Item {
        case header(any FamilyEncoder)
        case series(any FamilyEncoder, row: Int)
        case end([UInt8])

        /// How many bytes it takes at most.
        var bound: Int {
            switch self {
            case .header(let encoder): encoder.header.count
            case .series(let encoder, let row): encoder.bound(of: row)
            case .end(let bytes): bytes.count
            }
        }
    }

    private func nextItem() -> Item? {
        if let encoder, row < encoder.count { return .series(encoder, row: row) }
        if family < families.count {
            return .header(format.encoder(of: families[family], showsCreated: showsCreated))
        }
        return hasEnded || format.end.isEmpty ? nil : .end(format.end)
    }

    private mutating func write(_ item: Item, to chunk: inout OutputSpan<UInt8>) {
        switch item {
        case .header(let encoder):
            chunk.append(copying: encoder.header.span)
            self.encoder = encoder
            row = 0
            family += 1
        case .series(let encoder, let row):
            self.row = encoder.write(from: row, to: &chunk)
        case .end(let bytes):
            chunk.append(copying: bytes.span)
            hasEnded = true
        }
    }
}
