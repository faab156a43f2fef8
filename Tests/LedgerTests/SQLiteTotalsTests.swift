import Instruments
import Testing

@testable import Ledger

/// What becomes of totals that are not simply added to.
@Suite struct SQLiteTotalsTests {
    private let bench: SQLiteBench

    init() throws { bench = try SQLiteBench() }

    @Test func `types are told apart by their bytes`() async throws {
        let (ledger, _) = try await bench.open()
        let composed = bench.entry(1, type: "caf\u{E9}")
        let decomposed = bench.entry(2, type: "cafe\u{301}")
        _ = try await ledger.record([composed, decomposed])
        await ledger.close()
        let totals = try await bench.open().totals
        #expect(totals.map { Array($0.type.utf8).count }.sorted() == [5, 6])
    }

    @Test func `other bounds start the histograms anew, and say so`() async throws {
        let (first, _) = try await bench.open()
        _ = try await first.record([bench.entry(1, value: 5)])
        await first.close()
        for hasNotice in [true, false] {
            let ledger = try bench.ledger(bounds: [1, 2, 3])
            let totals = try await ledger.open()
            #expect(totals.map(\.count) == [1])
            #expect(totals.map(\.value.value) == [5])
            #expect(totals.map(\.values.counts) == [[0, 0, 0, 0]])
            #expect(ledger.notices.isEmpty != hasNotice)
            await ledger.close()
        }
    }

    @Test func `other bounds hold for a queue without totals too`() async throws {
        let (first, _) = try await bench.open()
        await first.close()
        for (number, expected) in [[], [1]].enumerated() {
            let ledger = try bench.ledger(bounds: [1, 2, 3])
            #expect(try await ledger.open().map(\.values.counts.count) == expected.map { _ in 4 })
            #expect(ledger.notices.isEmpty)
            _ = try await ledger.record([bench.entry(number, value: 2)])
            await ledger.close()
        }
        let totals = try #require(try SQLiteLedger.inspect(path: bench.path).queues.first?.totals)
        #expect(totals.map(\.values.counts) == [[0, 2, 0, 0]])
        #expect(totals.map(\.values.upperBounds) == [[1, 2, 3]])
    }

    @Test func `a type that is forgotten is gone after a restart, and begins anew with its next event`() async throws {
        let (first, _) = try await bench.open()
        let types = ["a", "b", "c", "a", "b"]
        _ = try await first.record(types.enumerated().map { bench.entry($0.offset, type: $0.element) })
        try await first.forget(["a", "c", "unknown"])
        try await first.forget(["a"])
        let verdicts = try await first.record([
            bench.entry(0, type: "a"), bench.entry(9, type: "a"), bench.entry(8, type: "b"),
        ])
        #expect(verdicts == [.duplicate, .recorded, .recorded])
        await first.close()
        for _ in 1...2 {
            let (ledger, totals) = try await bench.open()
            #expect(Dictionary(uniqueKeysWithValues: totals.map { ($0.type, $0.count) }) == ["a": 1, "b": 3])
            await ledger.close()
        }
        #expect(try SQLiteLedger.inspect(path: bench.path).faults.isEmpty)
    }

    @Test(arguments: [
        (LedgerSettings.Step.beforeCommit, CommitFault.full), (.beforeCommit, CommitFault.ioError),
        (.afterCommit, CommitFault.ioError),
    ])
    func `a type is forgotten by a second try, whatever became of the first`(step: LedgerSettings.Step, code: Int32)
        async throws
    {
        let (first, _) = try await bench.open()
        _ = try await first.record([bench.entry(1, type: "a"), bench.entry(2, type: "b")])
        bench.fault.set(step, code)
        await #expect(throws: LedgerError.self) { try await first.forget(["a"]) }
        bench.fault.clear()
        try await first.forget(["a"])
        _ = try await first.record([bench.entry(3, type: "b"), bench.entry(4, type: "a")])
        await first.close()
        let (second, totals) = try await bench.open()
        #expect(Dictionary(uniqueKeysWithValues: totals.map { ($0.type, $0.count) }) == ["a": 1, "b": 2])
        await second.close()
    }

    @Test func `sums beyond all numbers survive`() async throws {
        let (first, _) = try await bench.open()
        let values = [1.5e308, 1.5e308, -1.5e308, -1.5e308]
        _ = try await first.record(values.enumerated().map { bench.entry($0.offset, value: $0.element) })
        await first.close()
        let totals = try await bench.open().totals
        #expect(totals.map(\.value.value) == [.infinity])
        #expect(totals.map(\.negativeValue.value) == [.infinity])
    }
}
