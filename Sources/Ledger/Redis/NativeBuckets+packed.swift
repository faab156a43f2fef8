import Instruments

extension NativeBuckets {
    /// Takes what the commit script stores, doubles one after another; nil for anything else.
    ///
    ///     observations  figures …
    init?(packed: [UInt8]) {
        guard packed.count.isMultiple(of: 8) else { return nil }
        let figures = stride(from: 0, to: packed.count, by: 8).map { Int(exactly: packed.double(at: $0)) }
        guard !figures.contains(nil) else { return nil }
        self.init(figures: figures.dropFirst().compactMap(\.self))
    }
}
