import Synchronization

@testable import Ledger

/// Makes the commits of a ledger fail as SQLite might, while a test wants it.
final class CommitFault: Sendable {
    /// `SQLITE_IOERR`: nobody knows what became of the commit.
    static let ioError: Int32 = 10
    /// `SQLITE_READONLY`: nothing has.
    static let readOnly: Int32 = 8
    /// `SQLITE_FULL`: nothing has.
    static let full: Int32 = 13

    private let fault = Mutex<(step: LedgerSettings.Step, code: Int32)?>(nil)

    /// Every commit fails at this step, with this code of SQLite's.
    func set(_ step: LedgerSettings.Step, _ code: Int32) { fault.withLock { $0 = (step, code) } }

    /// Commits succeed again.
    func clear() { fault.withLock { $0 = nil } }

    func strike(_ step: LedgerSettings.Step) throws(SQLiteError) {
        let fault = fault.withLock { $0 }
        if let fault, fault.step == step { throw SQLiteError(fault.code) }
    }
}
