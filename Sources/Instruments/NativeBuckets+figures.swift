/// Native buckets as a ledger keeps them, whatever it writes numbers in.
///
///     schema  zeroCount  number of buckets above zero  index count  index count  …  index count of the first below zero  …
extension NativeBuckets {
    private static let leadingFigures = 3

    /// These buckets as they are stored.
    package var figures: [Int] {
        [schema, Int(clamping: zeroCount), positive.indexes.count] + positive.figures + negative.figures
    }

    /// Takes buckets as they are stored; nil where they are none that ``figures`` could have been.
    package init?(figures: [Int]) {
        guard figures.count >= Self.leadingFigures, figures.count <= Self.leadingFigures + 2 * Self.limit,
            (figures.count - Self.leadingFigures).isMultiple(of: 2),
            Self.coarsestSchema...Self.finestSchema ~= figures[0], let zeroCount = UInt64(exactly: figures[1])
        else { return nil }
        let buckets = figures.dropFirst(Self.leadingFigures)
        guard 0...buckets.count / 2 ~= figures[2],
            let positive = Side(figures: buckets.prefix(2 * figures[2]), schema: figures[0]),
            let negative = Side(figures: buckets.dropFirst(2 * figures[2]), schema: figures[0])
        else { return nil }
        self.init(schema: figures[0], zeroCount: zeroCount, positive: positive, negative: negative)
    }
}
