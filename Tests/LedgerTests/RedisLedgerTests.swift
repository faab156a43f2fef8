import Events
import Instruments
import Ledger
import Redis
import Support
import Synchronization
import Testing

@Suite struct RedisLedgerTests {
    @Test func `a message is recorded once, whichever replica it comes to`() async throws {
        let bed = try await RedisLedgerBed()
        let (first, second) = (try await bed.opened("a"), try await bed.opened("b"))
        let verdicts = try await first.record([bed.entry(1), bed.entry(2), bed.entry(2)])
        #expect(verdicts == [.recorded, .recorded, .duplicate])
        #expect(try await second.record([bed.entry(2), bed.entry(3)]) == [.duplicate, .recorded])
        #expect(try await second.contains(bed.key(1)))
        #expect(try await second.contains(bed.key(4)) == false)
        let summaries = [EventSummary(type: "page_view", count: 3, sum: 6)]
        #expect(try await first.sharedSummaries() == summaries)
        #expect(try await second.sharedSummaries() == summaries)
    }

    @Test func `a replica that starts again goes on from where it stopped`() async throws {
        let bed = try await RedisLedgerBed()
        let first = try await bed.opened("a")
        _ = try await first.record([bed.entry(1), bed.entry(-2)])
        let totals = try await bed.ledger("a").open()
        var expected = EventTotals(type: "page_view", createdSeconds: bed.clock.now, buckets: bed.buckets)
        expected.add(bed.event(1), buckets: bed.buckets)
        expected.add(bed.event(-2), buckets: bed.buckets)
        #expect(totals == [expected])
    }

    @Test func `sums are the same to the last bit as those made here`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a")
        var random = SplitMix64(seed: 3)
        let magnitudes = [[0.01], [1e-3, 1, 1e9, 1e17], [1, 1e16], [1e-300, 1, 1e300], [1, 1.7e308]]
        var expected: [String: EventTotals] = [:]
        var number = 0
        for _ in 0..<40 {
            let entries = (0..<random.below(120)).map { _ in
                number += 1
                let kind = random.below(magnitudes.count)
                let value = Double.random(in: -1...1, using: &random) * random.element(of: magnitudes[kind])
                let type = "type \(kind)"
                let event = Event(type: type, value: value, occurredAtSeconds: Double(random.below(50)))
                expected[type, default: EventTotals(type: type, createdSeconds: bed.clock.now, buckets: bed.buckets)]
                    .add(event, buckets: bed.buckets)
                return LedgerEntry(key: bed.key(number), sentMilliseconds: nil, outcome: .counted(event))
            }
            _ = try await ledger.record(entries)
        }
        let totals = try await bed.ledger("a").open()
        #expect(totals.count == 5)
        for total in totals {
            let other = try #require(expected[total.type])
            #expect("\(total)" == "\(other)")
        }
        // Else the script has not been seen to halve.
        #expect(totals.contains { $0.values.native.map { $0.schema < NativeBuckets.finestSchema } == true })
    }

    @Test func `values at the ends of what there is have the same native buckets as here`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a")
        let magnitudes: [Double] = [
            0, .leastNonzeroMagnitude, 0x1p-128, 0x1p-128.nextUp, 0.5, 0.5.nextUp, 1, 1.0905077326652577,
            1.0905077326652579, 2, .greatestFiniteMagnitude,
        ]
        var expected = NativeBuckets()
        var random = SplitMix64(seed: 6)
        for (number, value) in (magnitudes + magnitudes.map { -$0 }).shuffled(using: &random).enumerated() {
            let event = Event(type: "page_view", value: value, occurredAtSeconds: 0)
            let entry = LedgerEntry(key: bed.key(number), sentMilliseconds: nil, outcome: .counted(event))
            #expect(try await ledger.record([entry]) == [.recorded])
            expected.add(value)
        }
        #expect(try await bed.ledger("a").open().map(\.values.native) == [expected])
    }

    @Test func `native buckets that an earlier version has counted without are left out, and all else goes on`()
        async throws
    {
        let bed = try await RedisLedgerBed()
        _ = try await bed.opened("a").record([bed.entry(1), bed.entry(-2)])
        _ = try await bed.server.commandLine("DEL", "{sqs-exporter:events}:natives:a")
        let ledger = try bed.ledger("a")
        #expect(try await ledger.open().map(\.values.native) == [nil])
        _ = try await ledger.record([bed.entry(3)])
        let totals = try await bed.ledger("a").open()
        #expect(totals.map(\.values.counts) == [[1, 1, 1, 0, 0]] && totals.map(\.values.native) == [nil])
    }

    @Test func `native buckets that are none are refused`() async throws {
        let bed = try await RedisLedgerBed()
        _ = try await bed.opened("a").record([bed.entry(1)])
        _ = try await bed.server.commandLine("HSET", "{sqs-exporter:events}:natives:a", "page_view", "12345678")
        let error = await #expect(throws: LedgerError.self) { try await bed.ledger("a").open() }
        #expect(error?.kind == .refused)
    }

    @Test func `a type that is forgotten has native buckets of its later events alone`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a")
        _ = try await ledger.record([bed.entry(1)])
        try await ledger.forget(["page_view"])
        #expect(try await bed.server.commandLine("EXISTS", "{sqs-exporter:events}:natives:a") == "0\n")
        _ = try await ledger.record([bed.entry(-2), bed.entry(0)])
        var expected = NativeBuckets()
        for value in [-2.0, 0] { expected.add(value) }
        #expect(try await bed.ledger("a").open().map(\.values.native) == [expected])
    }

    @Test func `of two processes with one id the later counts and the earlier is refused`() async throws {
        let bed = try await RedisLedgerBed()
        let (earlier, later) = (try await bed.opened("a"), try await bed.opened("a"))
        #expect(try await later.record([bed.entry(1)]) == [.recorded])
        let error = await #expect(throws: LedgerError.self) { try await earlier.record([bed.entry(2)]) }
        #expect(error?.kind == .refused)
        #expect(error?.message.contains("REPLICA_ID") == true)
        #expect(try await later.record([bed.entry(2)]) == [.recorded])
    }

    @Test func `rejected messages are remembered and add nothing`() async throws {
        let bed = try await RedisLedgerBed()
        let ledger = try await bed.opened("a")
        let entry = LedgerEntry(key: bed.key(1), sentMilliseconds: nil, outcome: .rejected(.notJSON))
        #expect(try await ledger.record([entry]) == [.recorded])
        #expect(try await ledger.record([entry]) == [.duplicate])
        #expect(try await ledger.sharedSummaries() == [])
    }

    @Test func `many callers at once record each message once`() async throws {
        let bed = try await RedisLedgerBed()
        let ledgers = [try await bed.opened("a"), try await bed.opened("b")]
        let recorded = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<8 {
                group.addTask {
                    var recorded = 0
                    for batch in 0..<50 {
                        let entries = (0..<10).map { bed.entry(batch * 10 + $0 + 1) }
                        recorded += try await ledgers[caller % 2].record(entries).count { $0 == .recorded }
                    }
                    return recorded
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(recorded == 500)
        #expect(try await ledgers[0].sharedSummaries() == [EventSummary(type: "page_view", count: 500, sum: 125_250)])
    }
}
