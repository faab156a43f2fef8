import Events
import Instruments
import Support
import Testing

@testable import Ledger

/// Files of earlier versions of this program, made from one of today by taking away what was added since.
@Suite struct LedgerMigrationTests {
    private static let toFirstVersion = "ALTER TABLE totals DROP COLUMN native; PRAGMA user_version = 1"

    private let bench: SQLiteBench

    init() throws { bench = try SQLiteBench() }

    private func native(of totals: [EventTotals]) -> [String: NativeBuckets?] {
        Dictionary(uniqueKeysWithValues: totals.map { ($0.type, $0.values.native) })
    }

    @Test func `a file without native buckets goes on, and only what is new has them`() async throws {
        let (first, _) = try await bench.open()
        _ = try await first.record([bench.entry(1, type: "old", value: 3)])
        await first.close()
        try bench.run(Self.toFirstVersion)

        let (second, totals) = try await bench.open()
        #expect(totals.map(\.count) == [1] && native(of: totals) == ["old": nil])
        let verdicts = try await second.record([
            bench.entry(1, type: "old"), bench.entry(2, type: "old"), bench.entry(3, type: "new", value: 3),
        ])
        #expect(verdicts == [.duplicate, .recorded, .recorded])
        await second.close()

        let (third, later) = try await bench.open()
        var buckets = NativeBuckets()
        buckets.add(3)
        #expect(native(of: later) == ["old": nil, "new": buckets])
        #expect(later.map(\.values.counts) == [[1, 1, 0], [0, 1, 0]])
        await third.close()
        #expect(try SQLiteLedger.inspect(path: bench.path).faults.isEmpty)
    }

    @Test func `a file without native buckets has them from when its histograms start anew`() async throws {
        let (first, _) = try await bench.open()
        _ = try await first.record([bench.entry(1)])
        await first.close()
        try bench.run(Self.toFirstVersion)
        for expected in [0, 1] as [UInt64] {
            let ledger = try bench.ledger(bounds: [1, 2, 3])
            let totals = try await ledger.open()
            #expect(totals.map { $0.values.native?.positive.counts.reduce(0, +) } == [expected])
            _ = try await ledger.record([bench.entry(2, value: 3)])
            await ledger.close()
        }
    }

    @Test func `a damaged file is left in its version`() async throws {
        let (first, _) = try await bench.open()
        _ = try await first.record([bench.entry(1)])
        await first.close()
        try bench.run(Self.toFirstVersion + "; UPDATE totals SET buckets = x'01'")
        let before = try bench.bytes()
        let error = await #expect(throws: LedgerError.self) { try await bench.open() }
        #expect(error?.kind == .refused)
        #expect(try bench.bytes() == before)
    }
}
