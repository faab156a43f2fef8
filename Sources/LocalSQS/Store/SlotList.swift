/// An ordered list of slots that removes any of them in constant time.
///
/// The links live in an array of their own, indexed by slot: 8 bytes a slot, no allocation per entry.
struct SlotList {
    private struct Links {
        var previous = SlotList.end
        var next = SlotList.end
    }

    private static let end = UInt32.max

    private var links: [Links] = []
    private var head = end
    private var tail = end
    private(set) var count = 0

    var first: Int? { Self.slot(head) }
    var last: Int? { Self.slot(tail) }

    /// The slot before this one, which must be in the list.
    func slot(before slot: Int) -> Int? { Self.slot(links[slot].previous) }

    /// Adds a slot that is not in the list at its end.
    mutating func append(_ slot: Int) {
        insert(slot, after: last)
    }

    /// Adds a slot that is not in the list behind another that is, or at the front.
    mutating func insert(_ slot: Int, after predecessor: Int?) {
        while links.count <= slot { links.append(Links()) }
        let previous = predecessor.map(UInt32.init) ?? Self.end
        let next = predecessor.map { links[$0].next } ?? head
        links[slot] = Links(previous: previous, next: next)
        connect(previous, UInt32(slot))
        connect(UInt32(slot), next)
        count += 1
    }

    /// Removes a slot that is in the list.
    mutating func remove(_ slot: Int) {
        connect(links[slot].previous, links[slot].next)
        count -= 1
    }

    private mutating func connect(_ left: UInt32, _ right: UInt32) {
        if left == Self.end { head = right } else { links[Int(left)].next = right }
        if right == Self.end { tail = left } else { links[Int(right)].previous = left }
    }

    private static func slot(_ link: UInt32) -> Int? {
        link == end ? nil : Int(link)
    }
}
