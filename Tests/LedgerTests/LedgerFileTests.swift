import Foundation
import Support
import Testing

@testable import Ledger

/// What is not a ledger, or not this program's, is refused and left as it is.
@Suite struct LedgerFileTests {
    private let bench: SQLiteBench

    init() throws { bench = try SQLiteBench() }

    private func refusal(path: String? = nil) async throws -> LedgerError? {
        await #expect(throws: LedgerError.self) { try await bench.ledger(path: path).open() }
    }

    @Test func `a file that is no database is refused`() async throws {
        try Data("these are not the bytes you are looking for".utf8).write(to: URL(filePath: bench.path))
        try await expectRefusal(saying: "no SQLite file")
    }

    @Test(arguments: ["DELETE", "WAL"])
    func `another program's database is refused`(journal: String) async throws {
        try bench.run("PRAGMA journal_mode = \(journal); CREATE TABLE theirs(a); INSERT INTO theirs VALUES(1)")
        try await expectRefusal(saying: "another program's")
    }

    @Test func `a later version's ledger is refused`() async throws {
        let (ledger, _) = try await bench.open()
        await ledger.close()
        try bench.run("PRAGMA user_version = 4711")
        try await expectRefusal(saying: "version 4711")
    }

    @Test func `a damaged ledger is refused`() async throws {
        let (ledger, _) = try await bench.open()
        for batch in 0..<50 { _ = try await ledger.record((0..<40).map { bench.entry(batch * 40 + $0) }) }
        await ledger.close()
        var bytes = try bench.bytes()
        for page in 1..<bytes.count / 4096 {
            bytes.replaceSubrange(page * 4096..<page * 4096 + 64, with: Data(repeating: 0xFF, count: 64))
        }
        try bytes.write(to: URL(filePath: bench.path))
        try await expectRefusal(saying: "damaged")
    }

    /// In order for SQLite, and still not what a ledger writes.
    @Test(arguments: [
        "UPDATE commits SET keys = substr(keys, 2)", "UPDATE commits SET confirmed = x'FF'",
        "UPDATE commits SET id = -5", "UPDATE commits SET id = 9223372036854775807",
        "INSERT INTO commits SELECT id + 1099511627776, queue, at, confirmed, keys FROM commits",
        "UPDATE totals SET buckets = x'01'", "UPDATE totals SET native = x'FF'", "UPDATE totals SET native = x'060400'",
        "UPDATE totals SET buckets = x'000000'", "ALTER TABLE totals DROP COLUMN native",
        "UPDATE totals SET count = -1", "UPDATE carried SET key = x'00'",
        "UPDATE carried SET ordinal = 4711", "UPDATE carried SET ordinal = 5", "UPDATE carried SET ordinal = -1",
        "UPDATE carried SET ordinal = -9223372036854775807", "PRAGMA user_version = -1", "PRAGMA user_version = 0",
        "DROP TABLE queues", "DROP TABLE commits", "DROP TABLE carried", "DROP TABLE totals",
        "ALTER TABLE totals DROP COLUMN buckets", "UPDATE commits SET id = -5, confirmed = x'FFFFFFFFFFFFFFFFFF01'",
    ])
    func `a ledger with senseless rows or tables is refused`(damage: String) async throws {
        let (ledger, _) = try await bench.open()
        _ = try await ledger.record([bench.entry(1)])
        await ledger.close()
        try bench.run("INSERT INTO carried VALUES(1, 1, 1e12, zeroblob(16)); \(damage)")
        try await expectRefusal(saying: "damaged")
    }

    @Test(arguments: ["1e300", "-1e300", "9e999"])
    func `a time beyond reason does no harm`(time: String) async throws {
        let (ledger, _) = try await bench.open()
        _ = try await ledger.record([bench.entry(1)])
        await ledger.close()
        try bench.run("UPDATE commits SET at = \(time)")
        let (second, totals) = try await bench.open()
        #expect(totals.map(\.count) == [1])
        await second.close()
    }

    @Test func `a directory that does not exist is named`() async throws {
        let path = bench.directory.appending(path: "missing/ledger.sqlite").path
        let error = try await refusal(path: path)
        #expect(error?.kind == .refused)
        #expect(error?.message.contains("no directory for the ledger \(path)") == true)
    }

    @Test func `a directory is no ledger`() async throws {
        let error = try await refusal(path: bench.directory.path)
        #expect(error?.message.contains("is no file") == true)
    }

    @Test func `an empty file becomes a ledger`() async throws {
        try Data().write(to: URL(filePath: bench.path))
        let (ledger, totals) = try await bench.open()
        #expect(totals.isEmpty)
        await ledger.close()
    }

    @Test func `a second ledger on the same file is refused`() async throws {
        let (ledger, _) = try await bench.open()
        let error = try await refusal()
        #expect(error?.kind == .refused)
        #expect(error?.message.contains(bench.path) == true)
        #expect(try await ledger.record([bench.entry(1)]) == [.recorded])
        await ledger.close()
    }

    @Test func `another process that has the file is named`() async throws {
        let (ledger, _) = try await bench.open()
        await ledger.close()
        let script = """
            import os, sqlite3, sys, time
            connection = sqlite3.connect(sys.argv[1])
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            print(os.getpid(), flush=True)
            time.sleep(600)
            """
        let holder = try Subprocess(SystemProgram.path(of: "python3"), ["-c", script, bench.path])
        defer { holder.stop() }
        let id = try await holder.waitFor("that it has the lock") { Int($0.output.dropLast()) }
        let error = try await refusal()
        #expect(error?.message.contains("(process \(id))") == true, "\(error as Any)")
    }

    private func expectRefusal(saying words: String) async throws {
        let before = try bench.bytes()
        let error = try await refusal()
        #expect(error?.kind == .refused)
        #expect(error?.message.contains(words) == true, "\(error as Any)")
        #expect(error?.message.contains(bench.path) == true)
        #expect(try bench.bytes() == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.directory.path) == ["ledger.sqlite"])
    }
}
