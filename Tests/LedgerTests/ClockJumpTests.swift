import Testing

@testable import Ledger

/// A wall clock that is wrong for a while costs no key, and nothing is kept for ever afterwards.
@Suite struct ClockJumpTests {
    private let year = 365 * 86_400.0
    private let clock = LedgerClock()

    private func key(_ number: UInt64) -> MessageKey { MessageKey(high: number, low: 0) }

    private func keys() -> RememberedKeys {
        var known = RememberedKeys(KeyLifetimes(windowSeconds: 100), now: clock.now)
        known.advance(to: clock.moment)
        _ = known.insert(key(1), expires: clock.now + 1_000)
        _ = known.insert(key(2), expires: clock.now + 1_000)
        _ = known.confirmDeleted(key(2), now: clock.now)
        return known
    }

    private func advance(_ known: inout RememberedKeys, by step: Double) {
        clock.advance(by: step)
        known.advance(to: clock.moment)
    }

    @Test func `a jump ahead ages no key, before and after it is put right`() {
        var known = keys()
        clock.jump(by: year)
        advance(&known, by: 50)
        #expect(known.contains([key(1), key(2)]) == [true, true])
        for _ in 0..<4 { advance(&known, by: 50) }
        #expect(known.contains([key(1), key(2)]) == [true, false])
        clock.jump(by: -year)
        advance(&known, by: 50)
        #expect(known.contains(key(1)))
        for _ in 0..<20 { advance(&known, by: 50) }
        #expect(known.count == 0)
    }

    @Test func `time that passes while nobody looks is believed`() {
        var known = keys()
        advance(&known, by: 900)
        #expect(known.contains([key(1), key(2)]) == [true, false])
        advance(&known, by: 200)
        #expect(known.count == 0)
    }

    @Test func `partitions go on to end after the clock has been put back`() {
        var known = RememberedKeys(KeyLifetimes(windowSeconds: 100), now: clock.now + year)
        known.advance(to: Moment(wall: clock.now + year, monotonic: clock.monotonic))
        for number in 1...20 as ClosedRange<UInt64> {
            _ = known.insert(key(number), expires: clock.now + year)
            _ = known.confirmDeleted(key(number), now: clock.now)
            advance(&known, by: 50)
        }
        #expect(known.contains([key(1), key(17), key(20)]) == [false, false, true])
        #expect(known.count == 2)
    }

    @Test func `a key that waits while the clock is put back is kept for the window once it is deleted`() {
        var known = RememberedKeys(KeyLifetimes(windowSeconds: 100), now: clock.now + year)
        _ = known.insert(key(1), expires: clock.now + year)
        for _ in 0..<2 { advance(&known, by: 50) }
        _ = known.confirmDeleted(key(1), now: clock.now)
        for _ in 0..<2 {
            #expect(known.contains(key(1)))
            advance(&known, by: 49)
        }
        for _ in 0..<6 { advance(&known, by: 50) }
        #expect(!known.contains(key(1)))
    }

    @Test func `a ledger's file loses nothing while the clock is ahead`() async throws {
        let bench = try SQLiteBench()
        let (ledger, _) = try await bench.open(windowSeconds: 60)
        _ = try await ledger.record([bench.entry(1)])
        // So that it is carried.
        for number in 2...5 {
            bench.clock.advance(by: 60)
            _ = try await ledger.record([bench.entry(number)])
        }
        bench.clock.jump(by: year)
        for number in 6...9 {
            _ = try await ledger.record([bench.entry(number)])
            bench.clock.advance(by: 60)
        }
        #expect(try await ledger.record([bench.entry(1)]) == [.duplicate])
        bench.clock.jump(by: -year)
        #expect(try await ledger.record([bench.entry(1), bench.entry(6)]) == [.duplicate, .duplicate])
        await ledger.close()
        let (second, _) = try await bench.open(windowSeconds: 60)
        #expect(try await second.record((1...9).map { bench.entry($0) }) == Array(repeating: .duplicate, count: 9))
        await second.close()
    }
}
