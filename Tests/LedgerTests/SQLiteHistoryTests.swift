import Events
import Instruments
import Support
import Testing

@testable import Ledger

/// Random histories of a ledger, beside a model that says in the plainest way what must be true.
@Suite struct SQLiteHistoryTests {
    private struct Model {
        /// Recorded for certain: when, and since when its deletion is confirmed.
        var recorded: [Int: (at: Double, confirmed: Double?)] = [:]
        var counts: [String: UInt64] = [:]
        var sums: [String: Double] = [:]

        /// Adds what a commit adds.
        mutating func add(_ number: Int, at now: Double) {
            recorded[number] = (now, nil)
            counts[SQLiteHistoryTests.type(number), default: 0] += 1
            sums[SQLiteHistoryTests.type(number), default: 0] += Double(number)
        }

        /// Whether the ledger must know a message still; what it may know, it may also have forgotten.
        func mustKnow(_ number: Int, now: Double, windowSeconds: Double) -> Bool {
            guard let known = recorded[number] else { return false }
            return now < (known.confirmed.map { $0 + windowSeconds } ?? .infinity)
        }
    }

    private static let windowSeconds = 60.0

    private static func type(_ number: Int) -> String { "type \(number % 7)" }

    private static func entry(_ number: Int, _ bench: SQLiteBench) -> LedgerEntry {
        bench.entry(number, type: type(number), value: Double(number))
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `whatever happens, each message is recorded once`(seed: UInt64) async throws {
        let bench = try SQLiteBench()
        var random = SplitMix64(seed: seed)
        var model = Model()
        var (ledger, _) = try await bench.open(windowSeconds: Self.windowSeconds)
        for _ in 0..<300 {
            switch random.below(12) {
            case 0...5: try await record(&random, &model, bench, ledger)
            case 6, 7: await confirm(&random, &model, bench, ledger)
            case 8: bench.clock.advance(by: Double(random.below(50)))
            case 9:
                let number = random.below(400)
                if model.mustKnow(number, now: bench.clock.now, windowSeconds: Self.windowSeconds) {
                    #expect(try await ledger.contains(bench.key(number)))
                }
            case 10: try await fail(&random, &model, bench, ledger)
            default:
                await ledger.close()
                let totals: [EventTotals]
                (ledger, totals) = try await bench.open(windowSeconds: Self.windowSeconds)
                #expect(Dictionary(uniqueKeysWithValues: totals.map { ($0.type, $0.count) }) == model.counts)
                #expect(Dictionary(uniqueKeysWithValues: totals.map { ($0.type, $0.value.value) }) == model.sums)
            }
        }
        await ledger.close()
        #expect(try SQLiteLedger.inspect(path: bench.path).faults.isEmpty)
    }

    private func record(
        _ random: inout SplitMix64,
        _ model: inout Model,
        _ bench: SQLiteBench,
        _ ledger: SQLiteLedger
    ) async throws {
        let now = bench.clock.now
        let numbers = (0...random.below(15)).map { _ in random.below(400) }
        let verdicts = try await ledger.record(numbers.map { Self.entry($0, bench) })
        for (number, verdict) in zip(numbers, verdicts) {
            if model.mustKnow(number, now: now, windowSeconds: Self.windowSeconds) {
                #expect(verdict == .duplicate, "\(number) was counted twice")
            } else if model.recorded[number] == nil {
                #expect(verdict == .recorded, "\(number) was lost")
                model.add(number, at: now)
            } else if verdict == .recorded {
                model.add(number, at: now)
            }
        }
    }

    private func confirm(
        _ random: inout SplitMix64,
        _ model: inout Model,
        _ bench: SQLiteBench,
        _ ledger: SQLiteLedger
    ) async {
        let open = model.recorded.filter { $0.value.confirmed == nil }
        let numbers = open.keys.sorted()
        let confirmed = numbers.filter { _ in random.onceIn(3) }
        for number in confirmed { model.recorded[number]?.confirmed = bench.clock.now }
        await ledger.confirmDeleted(confirmed.map(bench.key))
    }

    /// A commit that fails in one of the three ways there are.
    private func fail(
        _ random: inout SplitMix64,
        _ model: inout Model,
        _ bench: SQLiteBench,
        _ ledger: SQLiteLedger
    ) async throws {
        let isInFile = random.onceIn(2)
        let code = isInFile || random.onceIn(2) ? CommitFault.ioError : CommitFault.full
        bench.fault.set(isInFile ? .afterCommit : .beforeCommit, code)
        defer { bench.fault.clear() }
        // Never seen before, so that there is something to commit.
        let numbers = (0...random.below(5)).map { _ in 1000 + random.below(1_000_000) }
        guard numbers.allSatisfy({ model.recorded[$0] == nil }), Set(numbers).count == numbers.count else { return }
        await #expect(throws: LedgerError.self) { try await ledger.record(numbers.map { Self.entry($0, bench) }) }
        bench.fault.clear()
        if isInFile {
            for number in numbers { model.add(number, at: bench.clock.now) }
        }
        // Half of what failed comes again at once.
        let again = numbers.filter { _ in random.onceIn(2) }
        let verdicts = try await ledger.record(again.map { Self.entry($0, bench) })
        #expect(verdicts == again.map { _ in isInFile ? .duplicate : .recorded })
        if !isInFile {
            for number in again { model.add(number, at: bench.clock.now) }
        }
        // Without anything to record there was no reason to look.
        try await ledger.probe()
        #expect(await ledger.takeLateRecords().map(\.key) == (isInFile ? numbers.map(bench.key) : []))
    }
}
