import Events
import Foundation
import Instruments
import Support

@testable import Ledger

/// A ledger's file in a directory of its own, and ledgers opened on it one after another.
final class SQLiteBench: Sendable {
    let directory: URL
    /// The ledger's file.
    let path: String
    let clock = LedgerClock()
    let fault = CommitFault()

    init() throws {
        directory = try TemporaryDirectory.make()
        path = directory.appending(path: "ledger.sqlite").path
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// A ledger that has not been opened.
    func ledger(
        path: String? = nil,
        queue: String = "events",
        windowSeconds: Double = 3600,
        bounds: [Double] = [1, 10],
        registry: Registry = Registry()
    ) throws -> SQLiteLedger {
        let settings = LedgerSettings(
            path: path ?? self.path,
            queue: queue,
            lifetimes: KeyLifetimes(windowSeconds: windowSeconds),
            buckets: try Buckets(bounds),
            metrics: try LedgerMetrics(registry: registry),
            now: { [clock] in clock.now },
            monotonic: { [clock] in clock.monotonic },
            interrupt: { [fault] step throws(SQLiteError) in
                try fault.strike(step)
            }
        )
        return SQLiteLedger(settings)
    }

    /// A ledger that is open, and the totals it opened with.
    func open(windowSeconds: Double = 3600) async throws -> (ledger: SQLiteLedger, totals: [EventTotals]) {
        let ledger = try ledger(windowSeconds: windowSeconds)
        return (ledger, try await ledger.open())
    }

    /// All bytes of the file.
    func bytes() throws -> Data { try Data(contentsOf: URL(filePath: path)) }

    /// Runs SQL on the file, made if there is none, while no ledger has it open.
    func run(_ sql: String) throws {
        if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(filePath: path)) }
        try Connection(path: path).run(sql)
    }

    func key(_ number: Int) -> MessageKey { MessageKey(messageID: Array("message \(number)".utf8)[...]) }

    func entry(_ number: Int, type: String = "purchase", value: Double = 1, at seconds: Double = 0) -> LedgerEntry {
        LedgerEntry(
            key: key(number),
            sentMilliseconds: Int64(clock.now * 1000),
            outcome: .counted(Event(type: type, value: value, occurredAtSeconds: seconds))
        )
    }
}
