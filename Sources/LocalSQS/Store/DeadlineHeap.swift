/// Slots by the time they are due: the earliest at hand, any of them removable.
///
/// A binary heap that knows the place of every slot, so a deleted message leaves no entry behind. What is received in
/// order with one timeout is due in order, which makes an insertion constant time in practice.
struct DeadlineHeap {
    private struct Entry {
        var deadline: Milliseconds
        var slot: UInt32
    }

    private var entries: [Entry] = []
    /// The index in ``entries`` of each slot that is in the heap; stale for others.
    private var places: [UInt32] = []

    var count: Int { entries.count }
    var firstDeadline: Milliseconds? { entries.first?.deadline }

    /// Adds a slot that is not in the heap.
    mutating func insert(_ slot: Int, at deadline: Milliseconds) {
        while places.count <= slot { places.append(0) }
        entries.append(Entry(deadline: deadline, slot: UInt32(slot)))
        rise(from: entries.count - 1)
    }

    /// Removes a slot that is in the heap.
    mutating func remove(_ slot: Int) {
        let place = Int(places[slot])
        let last = entries.removeLast()
        guard place < entries.count else { return }
        entries[place] = last
        sink(from: place)
        rise(from: Int(places[Int(last.slot)]))
    }

    /// Removes and returns the earliest slot if it is due.
    mutating func popFirst(dueBy now: Milliseconds) -> Int? {
        guard let first = entries.first, first.deadline <= now else { return nil }
        remove(Int(first.slot))
        return Int(first.slot)
    }

    private mutating func rise(from start: Int) {
        let entry = entries[start]
        var place = start
        while place > 0 {
            let parent = (place - 1) / 2
            guard entries[parent].deadline > entry.deadline else { break }
            put(entries[parent], at: place)
            place = parent
        }
        put(entry, at: place)
    }

    private mutating func sink(from start: Int) {
        let entry = entries[start]
        var place = start
        while true {
            var child = 2 * place + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].deadline < entries[child].deadline { child += 1 }
            guard entries[child].deadline < entry.deadline else { break }
            put(entries[child], at: place)
            place = child
        }
        put(entry, at: place)
    }

    private mutating func put(_ entry: Entry, at place: Int) {
        entries[place] = entry
        places[Int(entry.slot)] = UInt32(place)
    }
}
