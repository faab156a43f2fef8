import Events
import Foundation
import Instruments
import Support
import Testing

@testable import Ledger

@Suite struct SQLiteLedgerTests {
    private let bench: SQLiteBench

    init() throws { bench = try SQLiteBench() }

    @Test func `totals go on after a restart to the last digit`() async throws {
        var (ledger, totals) = try await bench.open()
        #expect(totals.isEmpty)
        var expected = EventTotals(type: "purchase", createdSeconds: bench.clock.now, buckets: try Buckets([1, 10]))
        for number in 0..<300 {
            let value = (Double(number) - 100) * 0.1
            let event = Event(type: "purchase", value: value, occurredAtSeconds: Double(number % 7))
            let entry = LedgerEntry(key: bench.key(number), sentMilliseconds: nil, outcome: .counted(event))
            #expect(try await ledger.record([entry]) == [.recorded])
            expected.add(event, buckets: try Buckets([1, 10]))
            if number % 100 == 99 {
                await ledger.close()
                (ledger, totals) = try await bench.open()
                #expect(totals == [expected])
            }
        }
        await ledger.close()
    }

    @Test func `messages are recognized after a restart, deleted or not`() async throws {
        let (first, _) = try await bench.open()
        _ = try await first.record((0..<50).map { bench.entry($0) })
        await first.confirmDeleted((0..<40).map(bench.key))
        await first.close()
        let (second, totals) = try await bench.open()
        let verdicts = try await second.record((0..<60).map { bench.entry($0) })
        #expect(verdicts == Array(repeating: .duplicate, count: 50) + Array(repeating: .recorded, count: 10))
        #expect(totals.map(\.count) == [50])
        await second.close()
    }

    @Test func `a ledger that is let go without closing keeps what it recorded`() async throws {
        do {
            let (ledger, _) = try await bench.open()
            _ = try await ledger.record([bench.entry(1)])
        }
        let (ledger, totals) = try await bench.open()
        #expect(totals.map(\.count) == [1])
        #expect(try await ledger.contains(bench.key(1)))
        await ledger.close()
    }

    @Test func `what a killed process left in the log is on the disk before a verdict rests on it`() async throws {
        let (ledger, _) = try await bench.open()
        _ = try await ledger.record([bench.entry(1)])
        let copy = bench.path + "-copy"
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: bench.path + suffix, toPath: copy + suffix)
        }
        await ledger.close()
        #expect(FileSize.bytes(copy + "-wal") > 0)
        let second = try bench.ledger(path: copy)
        #expect(try await second.open().map(\.count) == [1])
        #expect(FileSize.bytes(copy + "-wal") == 0)
        await second.close()
    }

    @Test func `a message that comes twice in one call is recorded once`() async throws {
        let (ledger, _) = try await bench.open()
        #expect(try await ledger.record([bench.entry(1), bench.entry(1)]) == [.recorded, .duplicate])
        #expect(try await ledger.record([bench.entry(1)]) == [.duplicate])
        await ledger.close()
        #expect(try await bench.open().totals.map(\.count) == [1])
    }

    @Test func `many callers at once record each message once, with fewer commits than calls`() async throws {
        let registry = Registry()
        let ledger = try bench.ledger(registry: registry)
        _ = try await ledger.open()
        let recorded = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { [bench] in
                    var recorded = 0
                    for batch in 0..<50 {
                        let entries = (0..<10).map { bench.entry(batch * 10 + $0) }
                        recorded += try await ledger.record(entries).count { $0 == .recorded }
                    }
                    return recorded
                }
            }
            return try await group.reduce(0, +)
        }
        await ledger.close()
        #expect(recorded == 500)
        // Of 400 calls 50 are the first with their messages.
        let commits = try #require(registry.number("sqs_ledger_commits_total"))
        #expect((1...50).contains(commits))
        #expect(try await bench.open().totals.map(\.count) == [500])
    }

    @Test func `callers that wait while a commit runs share the next one`() async throws {
        let registry = Registry()
        let ledger = try bench.ledger(registry: registry)
        _ = try await ledger.open()
        try await withThrowingDiscardingTaskGroup { group in
            for number in 0..<400 {
                group.addTask { [bench] in _ = try await ledger.record([bench.entry(number)]) }
            }
        }
        await ledger.close()
        #expect(registry.number("sqs_ledger_commits_total").map { $0 < 400 } == true)
        #expect(try await bench.open().totals.map(\.count) == [400])
    }

    @Test func `a rejected message is remembered and adds nothing`() async throws {
        let (ledger, _) = try await bench.open()
        let entry = LedgerEntry(key: bench.key(1), sentMilliseconds: nil, outcome: .rejected(.notJSON))
        #expect(try await ledger.record([entry]) == [.recorded])
        await ledger.close()
        let (second, totals) = try await bench.open()
        #expect(totals.isEmpty)
        #expect(try await second.record([entry]) == [.duplicate])
        await second.close()
    }

    @Test func `each queue has keys and totals of its own`() async throws {
        let (first, _) = try await bench.open()
        _ = try await first.record([bench.entry(1), bench.entry(2)])
        await first.close()
        let other = try bench.ledger(queue: "orders")
        #expect(try await other.open().isEmpty)
        #expect(try await other.record([bench.entry(1)]) == [.recorded])
        await other.close()
        let (second, totals) = try await bench.open()
        #expect(totals.map(\.count) == [2])
        #expect(try await second.record([bench.entry(2), bench.entry(3)]) == [.duplicate, .recorded])
        await second.close()
    }

    @Test func `a call before opening and a call after closing throw`() async throws {
        let ledger = try bench.ledger()
        await #expect(throws: LedgerError.self) { try await ledger.record([bench.entry(1)]) }
        _ = try await ledger.open()
        await ledger.close()
        await #expect(throws: LedgerError.self) { try await ledger.record([bench.entry(1)]) }
        await ledger.close()
    }

    @Test func `only its user can read the file`() async throws {
        let (ledger, _) = try await bench.open()
        _ = try await ledger.record([bench.entry(1)])
        for path in [bench.path, bench.path + "-wal"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        await ledger.close()
    }
}
