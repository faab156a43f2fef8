internal import CSQLite

/// A prepared statement, used again and again; columns count from 0, parameters from 1, as SQLite counts them.
@safe final class Statement {
    private let raw: OpaquePointer
    /// Outlives the statement.
    private let connection: Connection

    init(_ sql: String, on connection: Connection) throws(SQLiteError) {
        var raw: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        try connection.check(unsafe sqlite3_prepare_v3(connection.raw, sql, -1, flags, &raw, nil))
        guard let raw = unsafe raw else { preconditionFailure("no statement in \(sql)") }
        unsafe self.raw = raw
        self.connection = connection
    }

    deinit { unsafe sqlite3_finalize(raw) }

    func bind(_ index: Int32, _ value: Int64) {
        bound(unsafe sqlite3_bind_int64(raw, index, value))
    }

    /// SQLite has no NaN and stores NULL in its place, which ``real(_:)`` reads as NaN.
    func bind(_ index: Int32, _ value: Double) {
        bound(unsafe sqlite3_bind_double(raw, index, value))
    }

    func bind(_ index: Int32, _ value: String) {
        bound(unsafe csqlite_bind_text(raw, index, value, Int32(value.utf8.count)))
    }

    func bind(_ index: Int32, _ value: [UInt8]) {
        unsafe value.withUnsafeBytes { bytes in
            bound(unsafe csqlite_bind_blob(raw, index, bytes.baseAddress, Int32(bytes.count)))
        }
    }

    /// Runs the statement up to its next row; false when there is none, and the statement can be used anew.
    func step() throws(SQLiteError) -> Bool {
        switch unsafe sqlite3_step(raw) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            unsafe sqlite3_reset(raw)
            return false
        case let code:
            defer { unsafe sqlite3_reset(raw) }
            throw unsafe SQLiteError(code: code, connection: connection.raw)
        }
    }

    /// Runs a statement that answers no rows.
    func run() throws(SQLiteError) {
        while try step() {}
    }

    /// Ends an answer that has not been read to its end.
    func reset() { unsafe sqlite3_reset(raw) }

    func bind(_ index: Int32, _ value: [UInt8]?) {
        guard let value else { return bound(unsafe sqlite3_bind_null(raw, index)) }
        bind(index, value)
    }

    /// Whether a column of the row has no value.
    func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(raw, column) == SQLITE_NULL }

    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(raw, column) }

    func real(_ column: Int32) -> Double {
        isNull(column) ? .nan : unsafe sqlite3_column_double(raw, column)
    }

    func text(_ column: Int32) -> String {
        unsafe withBytes(of: column) { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a blob or a text, gone when `body` ends.
    func withBytes<Result>(of column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let start = unsafe sqlite3_column_blob(raw, column)
        let count = Int(unsafe sqlite3_column_bytes(raw, column))
        return unsafe body(UnsafeRawBufferPointer(start: start, count: count))
    }

    func bytes(_ column: Int32) -> [UInt8] { unsafe withBytes(of: column) { unsafe Array($0) } }

    private func bound(_ code: Int32) {
        // Memory may be short; a wrong index is a mistake in this program. Neither may lead to a half bound statement.
        precondition(code == SQLITE_OK, "a value could not be bound: code \(code)")
    }
}
