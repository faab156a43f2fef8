import Support
import Testing

@testable import LocalSQS

@Suite struct DeadlineHeapTests {
    @Test func `gives slots in the order of their deadlines`() {
        var heap = DeadlineHeap()
        for (slot, deadline) in [40, 10, 30, 20, 10].enumerated() { heap.insert(slot, at: Int64(deadline)) }
        #expect(heap.firstDeadline == 10)
        let slots = heap.popAll(dueBy: 30)
        #expect(Set(slots.prefix(2)) == [1, 4])
        #expect(slots.dropFirst(2) == [3, 2])
        #expect(heap.count == 1)
    }

    @Test func `gives nothing before its time`() {
        var heap = DeadlineHeap()
        heap.insert(0, at: 10)
        #expect(heap.popFirst(dueBy: 9) == nil)
        #expect(heap.popFirst(dueBy: 10) == 0)
    }

    /// Every step is checked against a dictionary that does the same without cleverness.
    @Test(arguments: 1...20) func `agrees with a plain model under random insertions and removals`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var heap = DeadlineHeap()
        var model: [Int: Int64] = [:]
        for _ in 0..<500 {
            let slot = Int.random(in: 0..<50, using: &random)
            if model.removeValue(forKey: slot) != nil {
                heap.remove(slot)
            } else {
                model[slot] = .random(in: 0..<100, using: &random)
                heap.insert(slot, at: model[slot, default: 0])
            }
            #expect(heap.firstDeadline == model.values.min())
        }
        #expect(heap.popAll(dueBy: .max).map { model[$0] } == model.values.sorted())
    }
}

extension DeadlineHeap {
    fileprivate mutating func popAll(dueBy now: Int64) -> [Int] {
        var slots: [Int] = []
        while let slot = popFirst(dueBy: now) { slots.append(slot) }
        return slots
    }
}
