internal import CSQLite
internal import Glibc

/// What SQLite refused to do, before anybody has said in plain words what that means for a file.
struct SQLiteError: Error, Equatable {
    /// An extended result code, `SQLITE_FULL` or `SQLITE_IOERR_FSYNC` for example.
    var code: Int32
    /// SQLite's words, and the system's where it was the system that refused.
    var message: String

    /// The code without its extension.
    var primary: Int32 { code & 0xFF }
}

extension SQLiteError {
    /// A code alone.
    init(_ code: Int32) {
        self.init(code: code, message: unsafe String(cString: sqlite3_errstr(code)))
    }

    /// The connection's latest error; nil for a connection that could not even be made.
    init(code: Int32, connection: OpaquePointer?) {
        guard let connection = unsafe connection else {
            self.init(code)
            return
        }
        let extended = unsafe sqlite3_extended_errcode(connection)
        let words = unsafe String(cString: sqlite3_errmsg(connection))
        let reason = unsafe sqlite3_system_errno(connection)
        let isOfSystem = [SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_FULL].contains(code & 0xFF)
        let cause = isOfSystem && reason != 0 ? ": \(unsafe String(cString: strerror(reason)))" : ""
        self.init(code: extended, message: words + cause)
    }
}

extension SQLiteError {
    /// What happened to the file at `path`, and what to do about it.
    func explained(path: String) -> LedgerError {
        switch primary {
        case SQLITE_FULL:
            LedgerError(.unavailable, "no room for the ledger \(path) (\(message)): free some on its disk")
        case SQLITE_IOERR, SQLITE_NOLFS, SQLITE_PROTOCOL:
            LedgerError(.unavailable, "the disk under the ledger \(path) failed (\(message), code \(code))")
        case SQLITE_BUSY, SQLITE_LOCKED:
            LedgerError(.unavailable, "another process has the ledger \(path) open")
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH:
            LedgerError(.unavailable, "the ledger \(path) cannot be written (\(message)): give this user the right to")
        case SQLITE_CANTOPEN:
            LedgerError(.unavailable, "the ledger \(path) or its log beside it cannot be opened (\(message))")
        case SQLITE_NOTADB:
            LedgerError(.refused, "\(path) is no SQLite file: name another, or move it away to start from nothing")
        // The statements are right for the tables that a ledger makes: where SQLite says otherwise, these are others.
        case SQLITE_CORRUPT, SQLITE_FORMAT, SQLITE_ERROR, SQLITE_CONSTRAINT:
            LedgerError(.refused, "the ledger \(path) is damaged (\(message)): \(Self.cure)")
        case SQLITE_NOMEM:
            LedgerError(.unavailable, "no memory left for the ledger \(path)")
        default:
            LedgerError(.unavailable, "the ledger \(path) failed (\(message), code \(code))")
        }
    }

    /// What SQLite finds in order, but no ledger has written.
    static func damaged(_ what: String) -> SQLiteError { SQLiteError(code: SQLITE_CORRUPT, message: what) }

    /// What helps against damage.
    static let cure = "bring back a copy, or move it away to start from nothing"
}
