internal import CSQLite
internal import Glibc

/// A connection to one SQLite file; closed when the last statement and the last owner let go of it.
///
/// Belongs to one thread at a time, which SQLite does not check here: the connection is opened without its mutex.
@safe final class Connection {
    /// For ``Statement`` alone.
    let raw: OpaquePointer

    /// Opens a file that exists; it is only looked at when the first statement runs.
    ///
    /// A path is a path: one that SQLite would take for a URI or for a database in memory is a file too.
    init(path: String, flags: Int32 = SQLITE_OPEN_READWRITE) throws(SQLiteError) {
        var raw: OpaquePointer?
        let name = path.hasPrefix("/") ? path : "./" + path
        let code = unsafe sqlite3_open_v2(name, &raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let raw = unsafe raw else {
            defer { unsafe sqlite3_close_v2(raw) }
            throw unsafe SQLiteError(code: code, connection: raw)
        }
        unsafe self.raw = raw
    }

    deinit { unsafe sqlite3_close_v2(raw) }

    /// Whether the file could only be opened for reading.
    var isReadOnly: Bool { unsafe sqlite3_db_readonly(raw, "main") == 1 }

    /// Whether no transaction is open: SQLite ends one by itself on some errors.
    var isIdle: Bool { unsafe sqlite3_get_autocommit(raw) != 0 }

    /// Whether closing moves the log into the file, as is right for a file that is ours.
    func checkpointsOnClose(_ isEnabled: Bool) throws(SQLiteError) {
        try check(unsafe csqlite_checkpoint_on_close(raw, isEnabled ? 1 : 0))
    }

    /// Runs statements that answer nothing of interest.
    func run(_ sql: String) throws(SQLiteError) {
        try check(unsafe sqlite3_exec(raw, sql, nil, nil, nil))
    }

    /// Runs `body` as a whole or not at all; within a transaction, as a part of that.
    func transaction<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
        guard isIdle else { return try body() }
        try run("BEGIN IMMEDIATE")
        do throws(SQLiteError) {
            let result = try body()
            try run("COMMIT")
            return result
        } catch {
            if !isIdle { try run("ROLLBACK") }
            throw error
        }
    }

    /// The first column of the first row of the answer; nil where there is no row.
    func text(_ sql: String) throws(SQLiteError) -> String? {
        let statement = try Statement(sql, on: self)
        return try statement.step() ? statement.text(0) : nil
    }

    /// The first column of the first row of the answer; nil where there is no row.
    func integer(_ sql: String) throws(SQLiteError) -> Int64? {
        let statement = try Statement(sql, on: self)
        return try statement.step() ? statement.integer(0) : nil
    }

    /// The first column of the first row of the answer; nil where there is no row.
    func real(_ sql: String) throws(SQLiteError) -> Double? {
        let statement = try Statement(sql, on: self)
        return try statement.step() ? statement.real(0) : nil
    }

    func check(_ code: Int32) throws(SQLiteError) {
        guard code == SQLITE_OK else { throw unsafe SQLiteError(code: code, connection: raw) }
    }
}
