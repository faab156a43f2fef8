import Testing

@testable import Ledger

@Suite struct RememberedKeysTests {
    private func key(_ number: UInt64) -> MessageKey { MessageKey(high: number, low: 0) }

    @Test func `finds keys of all its partitions, together as one by one`() {
        var known = RememberedKeys(KeyLifetimes(windowSeconds: 100), now: 0)
        for (number, now) in [(1, 0.0), (2, 50), (3, 100)] as [(UInt64, Double)] {
            known.advance(to: now)
            let isNew = known.insert(key(number), expires: 1_000_000)
            #expect(isNew)
        }
        let asked = [0, 1, 2, 3, 4].map(key)
        #expect(known.contains(asked) == [false, true, true, true, false])
        #expect(asked.map { known.contains($0) } == [false, true, true, true, false])
    }

    @Test func `a confirmed key goes with its partition, an unconfirmed one outlives it`() {
        var known = RememberedKeys(KeyLifetimes(windowSeconds: 100), now: 0)
        for number in [1, 2] as [UInt64] { _ = known.insert(key(number), expires: 1000) }
        _ = known.confirmDeleted(key(1), now: 0)
        known.advance(to: 149)
        #expect(known.contains([key(1), key(2)]) == [true, true])
        known.advance(to: 150)
        #expect(known.contains([key(1), key(2)]) == [false, true])
        known.advance(to: 1001)
        known.advance(to: 1200)
        #expect(!known.contains(key(2)))
    }
}
