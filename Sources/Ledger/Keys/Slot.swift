/// What a ``KeyTable`` keeps of a key: 96 bits of its hash, in 12 bytes.
struct Slot: Comparable {
    /// Decides the order, and by it the place; 0 in an empty slot alone.
    var high: UInt64 = 0
    var low: UInt32 = 0

    /// From one slot to the next; Swift's own would be 16.
    static let stride = 12

    var isEmpty: Bool { high == 0 }

    static func < (left: Slot, right: Slot) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

extension Slot {
    init(at bytes: UnsafeRawPointer) {
        unsafe high = bytes.loadUnaligned(as: UInt64.self)
        unsafe low = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
    }

    func store(at bytes: UnsafeMutableRawPointer) {
        unsafe bytes.storeBytes(of: high, as: UInt64.self)
        unsafe bytes.storeBytes(of: low, toByteOffset: 8, as: UInt32.self)
    }
}
