internal import CSQLite
internal import Glibc

/// Opens a ledger's file for this process alone, and refuses what is not one without changing a byte of it.
struct LedgerFile {
    let path: String

    /// Opens the file, and makes it if there is none; ``Schema/migrate(_:)`` brings it to this program's version.
    func open() throws(LedgerError) -> Connection {
        try create()
        return try connect(withoutAccess: .refused)
    }

    /// Opens the file to look into it.
    func inspect() throws(LedgerError) -> Connection {
        try checkKind()
        let (connection, version) = try recognize(withoutAccess: .unavailable)
        guard version == Schema.version else {
            let cure = "start the exporter on it first"
            throw LedgerError(.refused, "the ledger \(path) is empty or of an earlier version: \(cure)")
        }
        try explained(withoutAccess: .unavailable) { () throws(SQLiteError) in
            try connection.run("PRAGMA query_only = ON")
        }
        return connection
    }

    /// Opens the file once more after it failed; whoever has taken it meanwhile may give it back.
    ///
    /// The log is not moved into the file when the connection closes, until that is asked for.
    func reopen() throws(LedgerError) -> Connection { try connect(withoutAccess: .unavailable) }

    private func connect(withoutAccess kind: LedgerError.Kind) throws(LedgerError) -> Connection {
        let connection = try recognize(withoutAccess: kind).connection
        try explained(withoutAccess: kind) { () throws(SQLiteError) in try prepare(connection) }
        return connection
    }

    /// Opens the file and finds its version, which is this program's or an earlier one.
    private func recognize(
        withoutAccess kind: LedgerError.Kind
    ) throws(LedgerError) -> (connection: Connection, version: Int64) {
        let connection = try explained(withoutAccess: kind, lock)
        let version = try explained(withoutAccess: kind) { () throws(SQLiteError) in
            try Schema.version(on: connection)
        }
        guard let version else {
            throw LedgerError(.refused, "\(path) is another program's SQLite file: name another for the ledger")
        }
        guard version <= Schema.version else {
            let versions = "version \(version), this one knows \(Schema.version)"
            throw LedgerError(.refused, "the ledger \(path) is of a later sqs-exporter (\(versions)): use that")
        }
        return (connection, version)
    }

    private func lock() throws(SQLiteError) -> Connection {
        let connection = try Connection(path: path)
        // Not even the log of an earlier writer may go into a file that turns out not to be ours.
        try connection.checkpointsOnClose(!hasLog)
        try connection.run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF")
        return connection
    }

    private func prepare(_ connection: Connection) throws(SQLiteError) {
        guard !connection.isReadOnly else { throw SQLiteError(SQLITE_READONLY) }
        try connection.run(Self.settings)
        guard try connection.text("PRAGMA journal_mode = WAL") == "wal",
            try connection.integer("PRAGMA synchronous") == 2
        else { throw SQLiteError(code: SQLITE_IOERR, message: "it does not take the settings of a durable ledger") }
    }

    /// Whether an earlier writer has left something in the log.
    private var hasLog: Bool { FileSize.bytes(path + "-wal") > 0 }

    private func explained<Result>(
        withoutAccess kind: LedgerError.Kind,
        _ body: () throws(SQLiteError) -> Result
    ) throws(LedgerError) -> Result {
        do throws(SQLiteError) {
            return try body()
        } catch {
            var explained = error.explained(path: path)
            switch error.primary {
            case SQLITE_BUSY:
                let holder = LockHolder.find(path: path).map { " (\($0))" } ?? ""
                let cure = "end it, or give each a file of its own"
                explained = LedgerError(kind, "another process\(holder) has the ledger \(path) open: \(cure)")
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM: explained.kind = kind
            default: break
            }
            throw explained
        }
    }

    /// How a file is used.
    ///
    /// Every commit is synced. The log is moved into the file every 4 MB, which is seldom enough to cost little, and
    /// few pages are cached: a commit touches the last page of the log of keys and those of the totals.
    private static let settings = """
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 1000;
        PRAGMA cache_size = -2000;
        PRAGMA temp_store = MEMORY;
        PRAGMA cell_size_check = ON
        """

    /// Makes an empty file that only this user can read: what events say and how often is nobody else's business.
    private func create() throws(LedgerError) {
        guard !path.isEmpty else { throw LedgerError(.refused, "the ledger's file has no name") }
        let descriptor = unsafe Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor < 0 else {
            close(descriptor)
            return
        }
        switch errno {
        case EEXIST: try checkKind()
        case ENOENT: throw LedgerError(.refused, "there is no directory for the ledger \(path): make it first")
        case let reason:
            let words = unsafe String(cString: strerror(reason))
            throw LedgerError(.refused, "the ledger \(path) cannot be made: \(words)")
        }
    }

    private func checkKind() throws(LedgerError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            let words = unsafe String(cString: strerror(errno))
            throw LedgerError(.refused, "the ledger \(path) cannot be opened: \(words)")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw LedgerError(.refused, "the ledger \(path) is no file: name a file, which need not exist yet")
        }
    }
}
