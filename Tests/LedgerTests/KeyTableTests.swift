import Support
import Testing

@testable import Ledger

@Suite struct KeyTableTests {
    private func keys(_ count: Int, seed: UInt64) -> [MessageKey] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in MessageKey(high: random.next(), low: random.next()) }
    }

    @Test(arguments: [0, 200_000])
    func `holds what was added and nothing else, however often it had to grow`(expected: Int) {
        let table = KeyTable(expecting: expected)
        let known = keys(200_000, seed: 1)
        for key in known { #expect(table.insert(key)) }
        #expect(table.count == known.count)
        #expect(known.allSatisfy(table.contains))
        #expect(!keys(200_000, seed: 2).contains(where: table.contains))
    }

    @Test func `looks keys up together as it does one by one`() {
        let table = KeyTable()
        let known = keys(1000, seed: 1)
        table.insert(known)
        let asked = zip(known, keys(1000, seed: 2)).flatMap { [$0, $1] }
        #expect(table.contains(asked) == asked.map { table.contains($0) })
        #expect(table.contains(asked).count { $0 } == 1000)
        #expect(table.contains([]).isEmpty)
    }

    @Test func `adds a key once`() {
        let table = KeyTable()
        for key in keys(1000, seed: 1) { #expect(table.insert(key)) }
        for key in keys(1000, seed: 1) { #expect(!table.insert(key)) }
        #expect(table.count == 1000)
    }

    /// Numbered in one word or the other, or in both: a time, a counter, a machine's number.
    @Test(arguments: [(0, 1), (1, 0), (1 << 48, 0), (1, 1)] as [(UInt64, UInt64)])
    func `spreads keys that count up`(high: UInt64, low: UInt64) {
        let table = KeyTable()
        for number in 0..<60_000 as Range<UInt64> {
            #expect(table.insert(MessageKey(high: high &* number, low: low &* number)))
        }
        for number in 0..<60_000 as Range<UInt64> {
            #expect(table.contains(MessageKey(high: high &* number, low: low &* number)))
        }
        #expect(!table.contains(MessageKey(high: high &* 60_000, low: low &* 60_000)))
    }
}
