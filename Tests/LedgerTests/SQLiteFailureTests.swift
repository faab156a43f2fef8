import Events
import Foundation
import Instruments
import Support
import Testing

@testable import Ledger

/// What fails at a commit is neither counted twice nor lost.
@Suite struct SQLiteFailureTests {
    private let bench: SQLiteBench

    init() throws { bench = try SQLiteBench() }

    /// Expects that a call fails, and nothing is known of its messages.
    private func expectFailure(_ ledger: SQLiteLedger, _ entries: [LedgerEntry]) async {
        let error = await #expect(throws: LedgerError.self) { try await ledger.record(entries) }
        #expect(error?.kind == .unavailable)
        #expect(error?.message.contains(bench.path) == true)
    }

    @Test(arguments: [CommitFault.full, CommitFault.readOnly])
    func `a message whose commit found no room, or a file that is read-only, is recorded later`(
        code: Int32
    ) async throws {
        let (ledger, _) = try await bench.open()
        _ = try await ledger.record([bench.entry(1)])
        bench.fault.set(.beforeCommit, code)
        await expectFailure(ledger, [bench.entry(1), bench.entry(2), bench.entry(3, type: "refund")])
        await #expect(throws: LedgerError.self) { try await ledger.probe() }
        bench.fault.clear()
        try await ledger.probe()
        #expect(try await ledger.contains(bench.key(2)) == false)
        #expect(try await ledger.record([bench.entry(1), bench.entry(2)]) == [.duplicate, .recorded])
        #expect(try await ledger.record([bench.entry(4, type: "refund")]) == [.recorded])
        await ledger.close()
        let totals = try await bench.open().totals
        #expect(Dictionary(uniqueKeysWithValues: totals.map { ($0.type, $0.count) }) == ["purchase": 2, "refund": 1])
    }

    @Test func `what a commit of unknown outcome left in the file is a late record, once`() async throws {
        let (ledger, _) = try await bench.open()
        _ = try await ledger.record([bench.entry(1)])
        await ledger.confirmDeleted([bench.key(1)])
        bench.fault.set(.afterCommit, CommitFault.ioError)
        await expectFailure(ledger, [bench.entry(1), bench.entry(2), bench.entry(3)])
        #expect(await ledger.takeLateRecords().isEmpty)
        bench.fault.clear()
        #expect(try await ledger.record([bench.entry(2), bench.entry(4)]) == [.duplicate, .recorded])
        #expect(await ledger.takeLateRecords().map(\.key) == [bench.key(2), bench.key(3)])
        #expect(await ledger.takeLateRecords().isEmpty)
        #expect(try await ledger.record([bench.entry(1), bench.entry(3)]) == [.duplicate, .duplicate])
        await ledger.close()
        #expect(try await bench.open().totals.map(\.count) == [4])
    }

    @Test func `a commit of unknown outcome that is not in the file is made again`() async throws {
        let (ledger, _) = try await bench.open()
        _ = try await ledger.record([bench.entry(1)])
        await ledger.confirmDeleted([bench.key(1)])
        bench.fault.set(.beforeCommit, CommitFault.ioError)
        await expectFailure(ledger, [bench.entry(1), bench.entry(2)])
        bench.fault.clear()
        #expect(try await ledger.contains(bench.key(2)) == false)
        #expect(await ledger.takeLateRecords().isEmpty)
        #expect(try await ledger.record([bench.entry(1), bench.entry(2)]) == [.duplicate, .recorded])
        await ledger.close()
        #expect(try await bench.open().totals.map(\.count) == [2])
    }

    @Test func `a late record stays one when its redelivery fails`() async throws {
        let (ledger, _) = try await bench.open()
        bench.fault.set(.afterCommit, CommitFault.ioError)
        await expectFailure(ledger, [bench.entry(1)])
        bench.fault.set(.beforeCommit, CommitFault.full)
        await expectFailure(ledger, [bench.entry(1), bench.entry(2)])
        bench.fault.clear()
        #expect(try await ledger.record([bench.entry(1), bench.entry(2)]) == [.duplicate, .recorded])
        #expect(await ledger.takeLateRecords().map(\.key) == [bench.key(1)])
        await ledger.close()
        #expect(try await bench.open().totals.map(\.count) == [2])
    }

    @Test func `a restart after a commit of unknown outcome knows what is in the file`() async throws {
        let (ledger, _) = try await bench.open()
        bench.fault.set(.afterCommit, CommitFault.ioError)
        await expectFailure(ledger, [bench.entry(1)])
        await ledger.close()
        bench.fault.clear()
        let (second, totals) = try await bench.open()
        #expect(totals.map(\.count) == [1])
        #expect(try await second.record([bench.entry(1)]) == [.duplicate])
        await second.close()
    }

    @Test func `a ledger into which others wrote meanwhile is refused`() async throws {
        let (ledger, _) = try await bench.open()
        _ = try await ledger.record([bench.entry(1)])
        bench.fault.set(.beforeCommit, CommitFault.ioError)
        await expectFailure(ledger, [bench.entry(2)])
        bench.fault.clear()
        let (other, _) = try await bench.open()
        _ = try await other.record([bench.entry(3)])
        await other.close()
        let error = await #expect(throws: LedgerError.self) { try await ledger.record([bench.entry(2)]) }
        #expect(error?.kind == .refused)
        await ledger.close()
        #expect(try await bench.open().totals.map(\.count) == [2])
    }

    @Test func `a ledger that another has taken after a failure waits for it`() async throws {
        let (ledger, _) = try await bench.open()
        _ = try await ledger.record([bench.entry(1)])
        bench.fault.set(.beforeCommit, CommitFault.ioError)
        await expectFailure(ledger, [bench.entry(2)])
        bench.fault.clear()
        let (other, _) = try await bench.open()
        await expectFailure(ledger, [bench.entry(2)])
        await other.close()
        #expect(try await ledger.record([bench.entry(2)]) == [.recorded])
        await ledger.close()
    }

    @Test func `errors are counted, and a success sets its time`() async throws {
        let registry = Registry()
        let ledger = try bench.ledger(registry: registry)
        _ = try await ledger.open()
        bench.fault.set(.beforeCommit, CommitFault.full)
        await expectFailure(ledger, [bench.entry(1)])
        bench.fault.clear()
        _ = try await ledger.record([bench.entry(1)])
        #expect(registry.number("sqs_ledger_errors_total") == 1)
        #expect(registry.number("sqs_ledger_commits_total") == 1)
        #expect(registry.number("sqs_ledger_remembered_messages") == 1)
        #expect(registry.number("sqs_ledger_last_success_timestamp_seconds") == bench.clock.now)
        #expect(registry.number("sqs_ledger_size_bytes").map { $0 > 4096 } == true)
        await ledger.close()
    }

    @Test func `a process that is killed loses nothing that it was told`() async throws {
        let path = bench.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let bench = try SQLiteBench()
            let ledger = try bench.ledger(path: path)
            _ = try await ledger.open()
            for number in 0..<30 {
                _ = try await ledger.record([bench.entry(number)])
                await ledger.confirmDeleted([bench.key(number)])
            }
            kill(getpid(), SIGKILL)
        }
        #expect(FileManager.default.fileExists(atPath: path + "-wal"))
        let before = try bench.bytes()
        #expect(try SQLiteLedger.inspect(path: path).queues.map(\.rememberedKeys) == [30])
        #expect(try bench.bytes() == before)
        let (ledger, totals) = try await bench.open()
        #expect(totals.map(\.count) == [30])
        let verdicts = try await ledger.record((0..<31).map { bench.entry($0) })
        #expect(verdicts == Array(repeating: .duplicate, count: 30) + [.recorded])
        await ledger.close()
    }

    /// The system's own limit on files instead of a full disk; SQLite calls what it says an I/O error.
    @Test func `a file that may not grow is an error, and works again when it may`() async throws {
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            let bench = try SQLiteBench()
            let (ledger, _) = try await bench.open()
            let files = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
            var old = rlimit()
            unsafe getrlimit(files, &old)
            var small = rlimit(rlim_cur: 120_000, rlim_max: old.rlim_max)
            unsafe setrlimit(files, &small)
            var (recorded, failures) = (0, 0)
            for number in 0..<200 {
                do {
                    recorded += try await ledger.record([bench.entry(number)]).count { $0 == .recorded }
                } catch {
                    failures += 1
                }
            }
            unsafe setrlimit(files, &old)
            #expect(failures > 0)
            for number in 0..<200 {
                recorded += try await ledger.record([bench.entry(number)]).count { $0 == .recorded }
            }
            #expect(recorded == 200)
            await ledger.close()
            #expect(try await bench.open().totals.map(\.count) == [200])
        }
    }
}
