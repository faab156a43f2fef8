import Events
import Foundation
import Instruments
import Ledger
import Support
import Testing

@Suite struct RedisLedgerMemoryTests {
    @Test func `a deleted message is remembered for the window`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a", windowSeconds: 60)
        for step in stride(from: 0.0, to: 30, by: 7) {
            bed.clock.advance(by: step)
            let entry = bed.entry(Int(step) + 1)
            _ = try await ledger.record([entry])
            await ledger.confirmDeleted([entry.key])
            try await ledger.probe()
            bed.clock.advance(by: 60)
            #expect(try await ledger.record([entry]) == [.duplicate])
        }
    }

    @Test func `a message that is older than any should be is remembered for the window all the same`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a", windowSeconds: 60)
        await ledger.keepUnconfirmed(forSeconds: 86_400)
        let old = bed.entry(1, sentMilliseconds: 0)
        #expect(try await ledger.record([old]) == [.recorded])
        bed.clock.advance(by: 59)
        #expect(try await ledger.record([old]) == [.duplicate])
        #expect(try await ledger.contains(old.key))
    }

    @Test func `a deleted message is forgotten after two windows`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a", windowSeconds: 60)
        _ = try await ledger.record([bed.entry(1)])
        await ledger.confirmDeleted([bed.key(1)])
        try await ledger.probe()
        bed.clock.advance(by: 120)
        #expect(try await ledger.contains(bed.key(1)) == false)
        #expect(try await ledger.record([bed.entry(1)]) == [.recorded])
    }

    @Test func `the partition of a half window goes by itself`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a", windowSeconds: 60)
        _ = try await ledger.record([bed.entry(1)])
        await ledger.confirmDeleted([bed.key(1)])
        try await ledger.probe()
        let partition = "{sqs-exporter:events}:keys:\(Int(bed.clock.now) / 30)"
        let seconds = try #require(Int(try await bed.server.commandLine("TTL", partition).filter { $0 != "\n" }))
        #expect((90...120).contains(seconds))
        #expect(try await bed.server.commandLine("SCARD", partition) == "1\n")
    }

    @Test func `a message whose deletion is not confirmed outlives the window`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a", windowSeconds: 60)
        _ = try await ledger.record([bed.entry(1)])
        bed.clock.advance(by: 14 * 86_400)
        #expect(try await ledger.record([bed.entry(1)]) == [.duplicate])
    }

    @Test func `a message that no queue can hold any more is forgotten`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a", windowSeconds: 60)
        await ledger.keepUnconfirmed(forSeconds: 86_400)
        _ = try await ledger.record([bed.entry(1)])
        bed.clock.advance(by: 86_401)
        #expect(try await ledger.contains(bed.key(1)) == false)
        try await ledger.probe()
        #expect(try await bed.server.commandLine("ZCARD", "{sqs-exporter:events}:unconfirmed") == "0\n")
    }

    @Test func `a clock that is ahead by a few seconds makes no message new`() async throws {
        let bed = try await RedisLedgerBed()
        let ahead = bed.clock
        let ledger = try await bed.opened("a", windowSeconds: 60)
        ahead.advance(by: 30 - ahead.now.truncatingRemainder(dividingBy: 30) + 1)
        _ = try await ledger.record([bed.entry(1)])
        await ledger.confirmDeleted([bed.key(1)])
        try await ledger.probe()
        ahead.advance(by: -5)
        #expect(try await ledger.record([bed.entry(1)]) == [.duplicate])
    }

    @Test func `a replica whose clock is far ahead forgets no message, its own or of others`() async throws {
        let bed = try await RedisLedgerBed()
        bed.clock.advance(by: Date.now.timeIntervalSince1970 - bed.clock.now)
        let ledger = try await bed.opened("a")
        _ = try await ledger.record([bed.entry(1)])
        let ahead = try await RedisLedgerBed(server: bed.server)
        ahead.clock.advance(by: bed.clock.now + 20 * 86_400 - ahead.clock.now)
        let other = try await ahead.opened("b")
        #expect(try await other.record([bed.entry(1), bed.entry(2)]) == [.duplicate, .recorded])
        #expect(try await other.contains(bed.key(1)))
        #expect(try await ledger.record([bed.entry(1), bed.entry(2)]) == [.duplicate, .duplicate])
    }

    @Test func `a histogram with other buckets begins anew and the totals go on`() async throws {
        let bed = try await RedisLedgerBed()
        _ = try await bed.opened("a").record([bed.entry(5), bed.entry(-7)])
        let other = try await RedisLedgerBed(server: bed.server, buckets: [1, 2])
        let ledger = try other.ledger("a")
        let totals = try #require(try await ledger.open().first)
        #expect(totals.count == 2)
        #expect(totals.value.value == 5)
        #expect(totals.negativeValue.value == 7)
        #expect(totals.values == EventTotals(type: "", createdSeconds: 0, buckets: other.buckets).values)
        _ = try await ledger.record([bed.entry(2)])
        let after = try #require(try await other.ledger("a").open().first)
        #expect(after.count == 3)
        #expect(after.values.counts == [0, 1, 0])
        #expect(after.values.native?.positive.counts == [1])
    }

    @Test func `a histogram that began anew does not come back with its old buckets`() async throws {
        let bed = try await RedisLedgerBed()
        _ = try await bed.opened("a").record([bed.entry(5), bed.entry(-7)])
        for (buckets, isNews) in [([1, 2], true), ([1, 2], false), ([0, 1, 10, 100], true)] as [([Double], Bool)] {
            let other = try await RedisLedgerBed(server: bed.server, buckets: buckets)
            let ledger = try other.ledger("a")
            let totals = try #require(try await ledger.open().first)
            #expect(totals.count == 2)
            #expect(totals.values == EventTotals(type: "", createdSeconds: 0, buckets: other.buckets).values)
            #expect(ledger.notices.contains { $0.contains("other buckets") } == isNews)
        }
    }

    @Test func `as many types as a script takes no more of have their histograms begun anew`() async throws {
        let bed = try await RedisLedgerBed()
        let entries = (0..<1100).map { number in
            LedgerEntry(
                key: bed.key(number),
                sentMilliseconds: nil,
                outcome: .counted(Event(type: "type \(number)", value: 1, occurredAtSeconds: 1))
            )
        }
        _ = try await bed.opened("a").record(entries)
        let hundred = try await RedisLedgerBed(server: bed.server, buckets: (1...100).map(Double.init))
        let ledger = try hundred.ledger("a")
        #expect(try await ledger.open().allSatisfy { $0.count == 1 && $0.values.counts.count == 101 })
        #expect(try await ledger.record([bed.entry(2000)]) == [.recorded])
        let totals = try await hundred.ledger("a").open()
        #expect(totals.count == 1101)
        #expect(totals.first { $0.type == "page_view" }?.values.counts.last == 1)
    }

    @Test func `a type that is forgotten is gone after a restart, and begins anew with its next event`() async throws {
        let bed = try await RedisLedgerBed()
        func entry(_ number: Int, _ type: String) -> LedgerEntry {
            let event = Event(type: type, value: 1, occurredAtSeconds: 1)
            return LedgerEntry(key: bed.key(number), sentMilliseconds: nil, outcome: .counted(event))
        }
        let (ledger, other) = (try await bed.opened("a"), try await bed.opened("b"))
        _ = try await ledger.record([entry(1, "x"), entry(2, "y"), entry(3, "x")])
        _ = try await other.record([entry(4, "x")])
        try await ledger.forget(["x", "unknown"])
        try await ledger.forget(["x"])
        #expect(try await bed.ledger("b").open().map(\.count) == [1])
        let sums = [EventSummary(type: "x", count: 1, sum: 1), EventSummary(type: "y", count: 1, sum: 1)]
        #expect(try await ledger.sharedSummaries() == sums)
        #expect(try await ledger.record([entry(1, "x"), entry(5, "x")]) == [.duplicate, .recorded])
        let totals = try await bed.ledger("a").open()
        #expect(Dictionary(uniqueKeysWithValues: totals.map { ($0.type, $0.count) }) == ["x": 1, "y": 1])
    }

    @Test func `a type is forgotten by a later try when the server was away`() async throws {
        let bed = try await RedisLedgerBed(server: .start("--appendonly", "yes", "--appendfsync", "always"))
        let ledger = try await bed.opened("a")
        _ = try await ledger.record([bed.entry(1)])
        bed.server.kill()
        await #expect(throws: LedgerError.self) { try await ledger.forget(["page_view"]) }
        try await bed.server.startAgain()
        try await ledger.forget(["page_view"])
        #expect(try await ledger.record([bed.entry(2)]) == [.recorded])
        #expect(try await bed.ledger("a").open().map(\.count) == [1])
    }
}
