/// Spreads keys evenly, whatever their producer made them of, and differently in every process.
///
/// Ids may count up or carry the time in their first bytes, and an id out of a payload may be chosen with ill intent: a
/// secret seed keeps anybody from making keys that crowd in one place.
struct KeyHash {
    private let seed: UInt64 = .random(in: 1 ... .max)

    func callAsFunction(_ key: MessageKey) -> Slot {
        let spread = Self.mix(key.high ^ seed)
        let high = Self.mix(key.low ^ spread)
        return Slot(high: max(high, 1), low: UInt32(truncatingIfNeeded: spread))
    }

    /// Lets every bit of a word bear on every bit of the result; no two words have the same (MurmurHash3's finalizer).
    private static func mix(_ word: UInt64) -> UInt64 {
        var word = word
        word = (word ^ word >> 33) &* 0xFF51_AFD7_ED55_8CCD
        word = (word ^ word >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return word ^ word >> 33
    }
}
