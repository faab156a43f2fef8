import Glibc

/// A set of message keys made to hold millions: 14 to 17 bytes a key, looked up in one or two cache lines.
///
/// An open hash table whose keys stand in the order of their hashes, which makes two things cheap. A look-up ends at
/// the first greater hash, so that the table may be seven eighths full. And it grows in place by a quarter: a longer
/// table has every key further right in the same order, so no second table is needed while keys move.
///
/// A slot holds 96 bits of the key's hash and not the key. A new key is taken for a known one once in 10²¹ look-ups
/// among ten million.
@safe final class KeyTable {
    private var slots: UnsafeMutableRawPointer
    /// Where a key can belong; what is pushed on by its neighbours may stand in the tail behind.
    private var homes: Int
    private let hash = KeyHash()

    /// Of no use but that the compiler cannot leave out the reading of what is kept.
    private var fetched: UInt64 = 0

    /// How many keys are in the set.
    private(set) var count = 0

    /// An empty set with room for so many keys before it grows.
    init(expecting keys: Int = 0) {
        homes = max(Self.leastHomes, keys + keys / 7 + 1)
        unsafe slots = Self.checked(calloc(homes + Self.tail, Slot.stride))
    }

    deinit { unsafe free(slots) }

    func contains(_ key: MessageKey) -> Bool {
        let slot = hash(key)
        return self[place(of: slot)] == slot
    }

    /// Adds a key; false when it was there.
    func insert(_ key: MessageKey) -> Bool { insert(hash(key)) }

    /// Reads a key's place ahead of its use: what is asked of memory for several keys comes at once.
    func fetch(_ key: MessageKey) { fetched ^= self[home(of: hash(key))].high }

    /// Looks keys up, in a large table several times faster than one after another.
    func contains(_ keys: [MessageKey]) -> [Bool] {
        fetch(keys).map { self[place(of: $0)] == $0 }
    }

    /// Adds keys, to a large table several times faster than one after another.
    func insert(_ keys: [MessageKey]) {
        for slot in fetch(keys) { _ = insert(slot) }
    }

    /// The slots of keys, after their places have been read.
    ///
    /// A key by itself takes one wait for memory, which answers many reads at once.
    private func fetch(_ keys: [MessageKey]) -> [Slot] {
        let slots = keys.map { hash($0) }
        fetched = slots.reduce(fetched) { $0 ^ self[home(of: $1)].high }
        return slots
    }

    private func insert(_ slot: Slot) -> Bool {
        var place = place(of: slot)
        if self[place] == slot { return false }
        if count >= homes - homes / 8 {
            grow()
            place = self.place(of: slot)
        }
        makeRoom(at: place)
        self[place] = slot
        count += 1
        return true
    }

    private static let leastHomes = 64
    /// Longer by far than any run of pushed on keys: at seven eighths one of 100 is seen once in 10¹² tables.
    private static let tail = 1024

    private subscript(place: Int) -> Slot {
        get { unsafe Slot(at: slots + place * Slot.stride) }
        set { unsafe newValue.store(at: slots + place * Slot.stride) }
    }

    private func home(of slot: Slot) -> Int {
        Int(slot.high.multipliedFullWidth(by: UInt64(homes)).high)
    }

    /// Where a key stands, or else where it would have to.
    private func place(of slot: Slot) -> Int {
        var place = home(of: slot)
        while true {
            let other = self[place]
            if other.isEmpty || other >= slot { return place }
            place += 1
        }
    }

    /// Pushes the keys from `place` on by one, up to the next empty slot.
    private func makeRoom(at place: Int) {
        var end = place
        while !self[end].isEmpty { end += 1 }
        precondition(end < homes + Self.tail - 1, "the hash of keys is not even")
        guard end > place else { return }
        let first = unsafe slots + place * Slot.stride
        unsafe (first + Slot.stride).copyMemory(from: first, byteCount: (end - place) * Slot.stride)
    }

    private func grow() {
        let old = homes + Self.tail
        homes += homes / 4
        let room = homes + Self.tail
        // Of a large table the kernel moves the pages, not the bytes.
        unsafe slots = Self.checked(realloc(slots, room * Slot.stride))
        unsafe memset(slots + old * Slot.stride, 0, (room - old) * Slot.stride)
        // All to the far end, and from there, one after another, to where they belong: never onto one not yet moved.
        var end = room
        for place in stride(from: old - 1, through: 0, by: -1) where !self[place].isEmpty {
            end -= 1
            move(from: place, to: end)
        }
        var free = 0
        for place in end..<room {
            let target = max(home(of: self[place]), free)
            move(from: place, to: target)
            free = target + 1
        }
    }

    private static func checked(_ memory: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer {
        guard let memory = unsafe memory else { preconditionFailure("no memory for the keys of messages") }
        return unsafe memory
    }

    private func move(from source: Int, to target: Int) {
        guard source != target else { return }
        self[target] = self[source]
        self[source] = Slot()
    }
}
