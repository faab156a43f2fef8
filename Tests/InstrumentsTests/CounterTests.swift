import Instruments
import Testing

@Suite struct CounterTests {
    @Test func `starts at zero and adds up whole and broken amounts`() {
        let counter = Counter()
        #expect(counter.value == 0)
        counter.increment()
        counter.increment(by: 2)
        counter.increment(by: 0.5)
        counter.increment(by: 0)
        #expect(counter.value == 3.5)
    }

    @Test func `a million increments of a tenth read one hundred thousand`() {
        let counter = Counter()
        for _ in 0..<1_000_000 {
            counter.increment(by: 0.1)
        }
        #expect(counter.value == 100_000)
    }

    @Test func `refuses what is negative, infinite or no number`() async {
        await #expect(processExitsWith: .failure) { Counter().increment(by: -1) }
        await #expect(processExitsWith: .failure) { Counter().increment(by: .infinity) }
        await #expect(processExitsWith: .failure) { Counter().increment(by: .nan) }
    }

    @Test func `a total beyond the range of exact whole numbers loses nothing`() {
        let counter = Counter()
        for _ in 0..<(1 << 21) {
            counter.increment(by: 0x1p32)
        }
        counter.increment(by: 3)
        counter.increment(by: 0x1p60)
        counter.increment(by: 0.25)
        var excess = counter.total
        excess.add(-0x1p53)
        excess.add(-0x1p60)
        #expect(excess.value == 3.25)
    }

    @Test func `no reading is smaller than the one before`() {
        let counter = Counter()
        let amounts = [0.1, 1, 1e-9, 3, 0x1p31, 7e-300, 1e15 + 0.3, 2.5, 0x1p33, 1e-17, 0x1p-40]
        var last = counter.value
        for step in 0..<100_000 {
            counter.increment(by: amounts[step * step % amounts.count] * Double(step % 7 + 1))
            let value = counter.value
            #expect(value >= last)
            last = value
        }
    }

    @Test func `increments from many tasks are all there`() async {
        let counter = Counter()
        await withDiscardingTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for _ in 0..<100_000 {
                        counter.increment(by: task.isMultiple(of: 2) ? 1 : 0.25)
                    }
                }
            }
        }
        #expect(counter.value == 4 * 100_000 + 4 * 25_000)
    }

    @Test func `a reader among writers sees no total twice`() async {
        let counter = Counter()
        await withDiscardingTaskGroup { group in
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<(1 << 20) {
                        counter.increment(by: 0x1p32)
                    }
                }
            }
            group.addTask {
                var last = counter.value
                for _ in 0..<50_000 {
                    let value = counter.value
                    #expect(value >= last && value <= 0x1p53)
                    last = value
                }
            }
        }
        #expect(counter.value == 0x1p53)
    }

    @Test func `broken amounts are there as soon as they are added, whatever is folded meanwhile`() async {
        let counter = Counter()
        await withDiscardingTaskGroup { group in
            group.addTask {
                for step in 1...100_000 {
                    counter.increment()
                    counter.increment(by: 0.25)
                    // The others add multiples of 2 to the 32nd, beyond what one Double holds beside a quarter.
                    var rest = counter.total
                    rest.add(-(rest.value / 0x1p32).rounded(.down) * 0x1p32)
                    #expect(rest.value == Double(step) * 1.25)
                }
            }
            group.addTask {
                for _ in 0..<(5 << 18) { counter.increment(by: 0x1p32) }
            }
            group.addTask {
                var last = counter.value
                for _ in 0..<100_000 {
                    let value = counter.value
                    #expect(value >= last)
                    last = value
                }
            }
        }
        #expect(counter.value == 125_000 + 0x5p50)
    }

    @Test(arguments: [
        CompensatedSum(sum: 0x1p52), CompensatedSum(sum: 0x1p53, compensation: 1), CompensatedSum(sum: 0.5),
    ])
    func `goes on from a stored total that is broken or large`(_ stored: CompensatedSum) throws {
        let counter = Counter()
        try counter.restore(stored)
        counter.increment()
        var rest = counter.total
        rest.add(-stored.sum)
        #expect(rest.value == stored.compensation + 1)
    }

    @Test func `goes on from a stored total to the last bit`() throws {
        let before = Counter()
        for _ in 0..<777 {
            before.increment(by: 0.1)
        }
        before.increment(by: 5)
        let after = Counter()
        try after.restore(before.total)
        for _ in 0..<223 {
            after.increment(by: 0.1)
        }
        #expect(after.value == 105)
    }

    @Test func `restoring replaces what was there`() throws {
        let counter = Counter()
        counter.increment(by: 7.5)
        try counter.restore(CompensatedSum(sum: 40))
        #expect(counter.value == 40)
        counter.increment(by: 2)
        counter.increment(by: 0.5)
        #expect(counter.value == 42.5)
    }

    @Test func `refuses a stored total that no counter can have`() {
        #expect(throws: RestoreError.notATotal(-1)) { try Counter().restore(CompensatedSum(sum: -1)) }
        #expect(throws: RestoreError.self) { try Counter().restore(CompensatedSum(sum: .nan)) }
    }
}
