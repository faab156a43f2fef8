internal import Instruments

/// Native buckets as the column `native` has them: their figures as ``Varint``s, signs last.
///
///     0 → 0      −1 → 1      1 → 2      −2 → 3
extension NativeBuckets {
    /// Takes what ``varints`` has written; nil for anything else.
    init?(varints: [UInt8]) {
        var figures: [Int] = []
        let isWhole = Varint.read(varints) { number in
            let magnitude = Int(number >> 1)
            figures.append(number & 1 == 0 ? magnitude : -magnitude - 1)
        }
        guard isWhole else { return nil }
        self.init(figures: figures)
    }

    /// These buckets as they are stored.
    var varints: [UInt8] {
        figures.reduce(into: []) { bytes, figure in
            Varint.append((UInt64(figure.magnitude) << 1) - (figure < 0 ? 1 : 0), to: &bytes)
        }
    }
}
