import Instruments

/// Totals as the field of a hash in Redis: doubles, most significant byte first, without anything between them.
///
///     createdSeconds  count  value.sum  value.compensation  negativeValue.sum  negativeValue.compensation
///     lastValue  lastOccurredSeconds  values.sum  values.compensation
///     values.counts      one more than there are bounds
///     values.upperBounds
///
/// Its native buckets are the field of another hash (``NativeBuckets/init(packed:)``).
///
/// The commit script reads and writes the same in Lua: `struct.unpack('>dd…', packed)`.
extension EventTotals {
    private static let leadingFigures = 10

    /// Takes totals as they are stored; nil if they cannot be any.
    ///
    /// `native` may be left out where nobody asks for it.
    ///
    /// Values that were sorted into other buckets cannot be sorted again: then the histogram begins anew, as in the
    /// script.
    init?(type: String, packed: [UInt8], native: NativeBuckets? = nil, buckets: Buckets) {
        let figures = stride(from: 0, to: packed.count - 7, by: 8).map { packed.double(at: $0) }
        let bounds = (figures.count - Self.leadingFigures - 1) / 2
        guard packed.count % 8 == 0, bounds >= 1, figures.count == Self.leadingFigures + 1 + 2 * bounds,
            let count = UInt64(exactly: figures[1])
        else { return nil }

        self.init(type: type, createdSeconds: figures[0], buckets: buckets)
        self.count = count
        value = CompensatedSum(sum: figures[2], compensation: figures[3])
        negativeValue = CompensatedSum(sum: figures[4], compensation: figures[5])
        lastValue = figures[6]
        lastOccurredSeconds = figures[7]

        guard Array(figures.suffix(bounds)) == buckets.upperBounds else { return }
        let counts = figures[Self.leadingFigures...].prefix(bounds + 1).compactMap { UInt64(exactly: $0) }
        guard counts.count == bounds + 1 else { return nil }
        values = HistogramState(
            upperBounds: buckets.upperBounds,
            counts: counts,
            sum: CompensatedSum(sum: figures[8], compensation: figures[9]),
            storedNative: native
        )
    }

    /// These totals as they are stored.
    var packed: [UInt8] {
        let leading = [
            createdSeconds, Double(count), value.sum, value.compensation, negativeValue.sum, negativeValue.compensation,
            lastValue, lastOccurredSeconds, values.sum.sum, values.sum.compensation,
        ]
        return [UInt8](bigEndian: leading + values.counts.map(Double.init) + values.upperBounds)
    }

    /// Whether packed totals have other bounds than `buckets`.
    static func hasOtherBounds(_ packed: [UInt8], than buckets: Buckets) -> Bool {
        let bounds = [UInt8](bigEndian: buckets.upperBounds)
        let isSame = packed.count == 8 * (leadingFigures + 1) + 2 * bounds.count
        return !isSame || !packed.suffix(bounds.count).elementsEqual(bounds)
    }
}
