import JSON

/// The keys of one object, to find those that come twice.
///
/// A few plain ones are compared with each other where they stand, which is cheapest; more, or escaped ones, go into a
/// set, so that a hostile body of many thousand keys does not take quadratic time.
struct KeySet {
    private var few: [Range<Int>] = []
    private var many: Set<[UInt8]> = []

    /// Returns whether the key is new.
    mutating func insert(_ key: JSONString, in bytes: Span<UInt8>) -> Bool {
        if many.isEmpty {
            if !key.hasEscapes, few.count < 8 { return insertPlain(key.range, in: bytes) }
            for key in few { many.insert(JSONString(range: key, hasEscapes: false).unescaped(in: bytes)) }
        }
        return many.insert(key.unescaped(in: bytes)).inserted
    }

    private mutating func insertPlain(_ key: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        for other in few where bytes.areEqual(other, key) { return false }
        few.append(key)
        return true
    }
}

extension Span<UInt8> {
    fileprivate func areEqual(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        guard first.count == second.count else { return false }
        for offset in 0..<first.count where self[first.lowerBound + offset] != self[second.lowerBound + offset] {
            return false
        }
        return true
    }
}
