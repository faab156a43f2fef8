import Testing

@testable import LocalSQS

@Suite struct SlotListTests {
    @Test func `keeps the order in which slots were appended`() {
        #expect(list(3, 1, 2).slots == [3, 1, 2])
    }

    @Test(arguments: [(3, [1, 2]), (1, [3, 2]), (2, [3, 1])])
    func `removes a slot from anywhere`(slot: Int, rest: [Int]) {
        var list = list(3, 1, 2)
        list.remove(slot)
        #expect(list.slots == rest)
        #expect(list.slotsBackwards == rest.reversed())
        #expect(list.count == 2)
    }

    @Test func `inserts behind a slot and at the front`() {
        var list = list(0, 1)
        list.insert(2, after: 0)
        list.insert(3, after: nil)
        #expect(list.slots == [3, 0, 2, 1])
        #expect(list.slotsBackwards == [1, 2, 0, 3])
    }

    @Test func `takes a removed slot again`() {
        var list = list(0, 1)
        list.remove(0)
        list.append(0)
        #expect(list.slots == [1, 0])
    }

    @Test func `is empty after its last slot was removed`() {
        var list = list(5)
        list.remove(5)
        #expect(list.first == nil)
        #expect(list.last == nil)
        #expect(list.count == 0)
    }

    private func list(_ slots: Int...) -> SlotList {
        var list = SlotList()
        for slot in slots { list.append(slot) }
        return list
    }
}

extension SlotList {
    fileprivate var slots: [Int] {
        var copy = self
        var slots: [Int] = []
        while let slot = copy.first {
            slots.append(slot)
            copy.remove(slot)
        }
        return slots
    }

    fileprivate var slotsBackwards: [Int] {
        Array(sequence(first: last) { $0.map { slot(before: $0) } }.prefix { $0 != nil }.compactMap(\.self))
    }
}
