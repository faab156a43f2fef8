internal import Instruments

/// The tables of one queue in an open file, and the statements that write them.
final class LedgerTables {
    let connection: Connection
    let queue: Int64
    private let begin: Statement
    private let commit: Statement
    private let rollBack: Statement
    private let insertCommit: Statement
    private let insertTotals: Statement
    private let updateTotals: Statement
    private let deleteTotals: Statement
    private let insertCarried: Statement
    private let dropCommits: Statement
    private let dropCarried: Statement

    /// The tables of the queue of this name, which is added to the file if it is new.
    init(queue name: String, buckets: Buckets, on connection: Connection) throws(SQLiteError) {
        func prepare(_ sql: String) throws(SQLiteError) -> Statement { try Statement(sql, on: connection) }
        self.connection = connection
        begin = try prepare("BEGIN IMMEDIATE")
        commit = try prepare("COMMIT")
        rollBack = try prepare("ROLLBACK")
        insertCommit = try prepare("INSERT INTO commits(id, queue, at, confirmed, keys) VALUES(?, ?, ?, ?, ?)")
        insertTotals = try prepare(TotalsColumns.insert)
        updateTotals = try prepare(TotalsColumns.update)
        deleteTotals = try prepare("DELETE FROM totals WHERE id = ?")
        insertCarried = try prepare("INSERT OR REPLACE INTO carried(ordinal, queue, expires, key) VALUES(?, ?, ?, ?)")
        dropCommits = try prepare("DELETE FROM commits WHERE id <= ? AND queue = ?")
        dropCarried = try prepare("DELETE FROM carried WHERE expires <= ? AND queue = ?")
        queue = try Self.find(queue: name, bounds: buckets.text, on: connection)
    }

    /// Begins a transaction and writes a commit into it.
    func write(_ new: LedgerCommit, _ changes: [WorkingTotals.Change]) throws(SQLiteError) {
        try begin.run()
        insertCommit.bind(1, new.id)
        insertCommit.bind(2, queue)
        insertCommit.bind(3, new.at)
        insertCommit.bind(4, new.confirmedBytes)
        insertCommit.bind(5, new.keyBytes)
        try insertCommit.run()
        for change in changes { try write(change) }
        try write(new.notes)
    }

    /// Writes the totals of a type, or removes them.
    func write(_ change: WorkingTotals.Change) throws(SQLiteError) {
        guard !change.isRemoved else {
            deleteTotals.bind(1, change.id)
            return try deleteTotals.run()
        }
        let statement = change.isNew ? insertTotals : updateTotals
        TotalsColumns.bind(change.totals, to: statement)
        statement.bind(TotalsColumns.id, change.id)
        if change.isNew {
            statement.bind(TotalsColumns.type, change.totals.type)
            statement.bind(TotalsColumns.created, change.totals.createdSeconds)
            statement.bind(TotalsColumns.queue, queue)
        }
        try statement.run()
    }

    private func write(_ notes: LedgerCommit.Notes) throws(SQLiteError) {
        for carried in notes.carried {
            insertCarried.bind(1, carried.ordinal)
            insertCarried.bind(2, queue)
            insertCarried.bind(3, carried.expires)
            insertCarried.bind(4, carried.key.bytes)
            try insertCarried.run()
        }
        guard let dropped = notes.dropped else { return }
        dropCommits.bind(1, dropped.through)
        dropCommits.bind(2, queue)
        try dropCommits.run()
        dropCarried.bind(1, dropped.time)
        dropCarried.bind(2, queue)
        try dropCarried.run()
    }

    /// Makes what was written durable; where it throws, this connection goes on as if nothing had been written.
    func makeDurable() throws(SQLiteError) { try commit.run() }

    /// Takes back what was written, if SQLite has not done so by itself.
    func takeBack() throws(SQLiteError) {
        if !connection.isIdle { try rollBack.run() }
    }

    /// The latest commit in the file, of whichever queue, and the id of the next.
    func latest() throws(SQLiteError) -> (id: Int64, keys: [UInt8], nextID: Int64)? {
        let statement = try Statement("SELECT id, keys FROM commits ORDER BY id DESC LIMIT 1", on: connection)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        let (id, keys) = (statement.integer(0), statement.bytes(1))
        // No ledger has counted so far, and what is added to it stays a number.
        guard 1..<1 << 62 ~= id else { throw .damaged("ids of commits are out of range") }
        return (id, keys, LedgerCommit.nextID(after: id, keys: keys.count / MessageKey.byteCount))
    }

    /// Moves the log into the file, and synchronizes both.
    func checkpoint() throws(SQLiteError) { try connection.run("PRAGMA wal_checkpoint(TRUNCATE)") }
}
