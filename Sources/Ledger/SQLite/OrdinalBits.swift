internal import Glibc

/// One bit for each ordinal of a range; those never set take no memory, however long the range.
@safe final class OrdinalBits {
    private let words: UnsafeMutablePointer<UInt64>
    private let wordCount: Int
    private let first: Int64

    /// All bits 0; nil where the range is longer than any ledger's.
    init?(_ range: Range<Int64>) {
        let (count, isTooLong) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
        guard !isTooLong, count < 1 << 38 else { return nil }
        wordCount = Int(count) / 64 + 1
        // The kernel gives pages to what is written alone.
        guard let memory = unsafe calloc(wordCount, MemoryLayout<UInt64>.size) else { return nil }
        unsafe words = memory.bindMemory(to: UInt64.self, capacity: wordCount)
        first = range.lowerBound
    }

    deinit { unsafe free(words) }

    subscript(ordinal: Int64) -> Bool {
        get {
            guard let (word, bit) = place(of: ordinal) else { return false }
            return unsafe words[word] & bit != 0
        }
        set {
            guard let (word, bit) = place(of: ordinal) else { return }
            unsafe words[word] = newValue ? words[word] | bit : words[word] & ~bit
        }
    }

    /// Hands out the ordinals whose bits are set, in their order.
    func forEachSet<Failure: Error>(_ body: (Int64) throws(Failure) -> Void) throws(Failure) {
        for index in 0..<wordCount {
            var rest = unsafe words[index]
            while rest != 0 {
                try body(first + Int64(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
    }

    private func place(of ordinal: Int64) -> (word: Int, bit: UInt64)? {
        let (distance, isBeyond) = ordinal.subtractingReportingOverflow(first)
        guard !isBeyond, distance >= 0, distance < wordCount * 64 else { return nil }
        return (Int(distance) >> 6, 1 << UInt64(distance & 63))
    }
}
