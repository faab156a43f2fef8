import Support
import Testing

@testable import Ledger

@Suite struct KeyMapTests {
    /// Few keys, so that they are taken away and come again, in tables so full that they push one another on.
    @Test(arguments: [10, 33, 1000])
    func `a map holds what a dictionary would, through insertions and removals in any order`(keys: UInt64) {
        var generator = SplitMix64(seed: keys)
        var map = KeyMap<Int>()
        var dictionary: [MessageKey: Int] = [:]
        for step in 0..<20_000 {
            let key = MessageKey(high: 0, low: .random(in: 0..<keys, using: &generator))
            let value = Bool.random(using: &generator) ? step : nil
            map[key] = value
            dictionary[key] = value
            #expect(map.count == dictionary.count)
            let other = MessageKey(high: 0, low: .random(in: 0..<keys, using: &generator))
            #expect(map[other] == dictionary[other])
        }
        #expect(Dictionary(uniqueKeysWithValues: map.elements.map { ($0.key, $0.value) }) == dictionary)
    }

    @Test func `the values that fulfil a condition are taken away, and no others`() {
        var map = KeyMap<Int>()
        for number in 0..<500 { map[MessageKey(high: UInt64(number), low: 7)] = number }
        map.removeAll { $0.isMultiple(of: 3) }
        #expect(map.elements.map(\.value).sorted() == (0..<500).filter { !$0.isMultiple(of: 3) })
        #expect(map.count == 333)
    }
}
