internal import CSQLite
internal import Instruments

/// A ledger's open file and what it knows in memory; lives on the ledger's thread.
///
/// Memory follows the file: what a commit changes is changed here once the commit is durable. A commit of unknown
/// outcome closes the file. It is opened again with the next call, and what is in it then decides.
final class LedgerStore {
    private let settings: LedgerSettings
    private var memory: LedgerMemory
    /// Nil after a failure, until the file is open again.
    private var tables: LedgerTables?
    /// The commit that is in the file or is not, and what it recorded; nil while there is no doubt.
    private var undecided: (commit: LedgerCommit, entries: [LedgerEntry])?
    /// In the file, although their callers were told of a failure.
    private var late: [LedgerEntry] = []
    private var size: FileSize

    /// Opens the file and reads it.
    init(_ settings: LedgerSettings) throws(LedgerError) {
        self.settings = settings
        size = FileSize(path: settings.path)
        let connection = try LedgerFile(path: settings.path).open()
        do throws(SQLiteError) {
            let tables: LedgerTables
            // As one, so that a file that turns out to make no sense is left as it was.
            (tables, memory) = try connection.transaction { () throws(SQLiteError) in
                try Schema.migrate(connection)
                let tables = try LedgerTables(queue: settings.queue, buckets: settings.buckets, on: connection)
                return (tables, try LedgerMemory(tables, settings))
            }
            // What a killed process has left in the log may not be on the disk yet, and verdicts rest on it from now
            // on.
            try tables.checkpoint()
            try connection.checkpointsOnClose(true)
            self.tables = tables
        } catch {
            throw error.explained(path: settings.path)
        }
        settings.metrics.rememberedMessages.set(Double(memory.keys.count))
        size.refresh(settings.metrics.sizeBytes, at: settings.now())
    }

    /// The totals of every type, as they are in the file.
    var totals: [EventTotals] { memory.totals.stored }
    /// What a person should know about the file.
    var notices: [String] { memory.notices }

    func keepUnconfirmed(seconds: Double) { memory.keys.lifetimes.unconfirmedSeconds = seconds }

    func confirmDeleted(_ keys: [MessageKey], at moment: Moment) {
        advance(to: moment)
        for key in keys {
            guard let confirmed = memory.keys.confirmDeleted(key, now: moment.wall) else { continue }
            memory.notes.confirmed.append(confirmed.ordinal)
            if let carried = confirmed.carried { memory.notes.carried.append(carried) }
        }
    }

    /// What was in the file after a commit of unknown outcome; each entry once.
    func takeLateRecords() -> [LedgerEntry] {
        defer { late = [] }
        return late
    }

    func contains(_ key: MessageKey) throws(LedgerError) -> Bool {
        _ = try readyTables()
        return memory.keys.contains(key)
    }

    /// Decides the entries of all these calls, and makes the verdicts durable with one commit.
    ///
    /// Where all are duplicates there is nothing to make durable, and no commit unless it is asked for.
    func record(_ calls: [[LedgerEntry]], mustCommit: Bool) throws(LedgerError) -> [[Verdict]] {
        let tables = try readyTables()
        let moment = settings.moment
        let now = moment.wall
        advance(to: moment)
        var draft = LedgerDraft(expecting: calls.reduce(0) { $0 + $1.count })
        for entries in calls {
            draft.decide(entries, known: memory.keys, totals: &memory.totals, now: now)
        }
        guard mustCommit || !draft.keys.isEmpty else { return draft.verdicts }
        do throws(LedgerError) {
            try commit(draft.keys, at: now, to: tables)
        } catch {
            undecided?.entries = draft.recorded(of: calls)
            throw error
        }
        return draft.verdicts
    }

    /// Takes the totals of these types out of the file, in a commit of its own.
    func forget(_ types: [String]) throws(LedgerError) {
        let tables = try readyTables()
        let moment = settings.moment
        advance(to: moment)
        guard memory.totals.remove(types) else { return }
        try commit([], at: moment.wall, to: tables)
    }

    /// Writes the last notes and closes the file; what fails here costs memory later, never a count.
    func close() {
        if !memory.notes.isEmpty { _ = try? record([], mustCommit: true) }
        try? tables?.checkpoint()
        tables = nil
    }

    private func advance(to moment: Moment) {
        if let turn = memory.keys.advance(to: moment) { memory.notes.append(turn) }
    }

    private func commit(_ keys: [LedgerCommit.NewKey], at now: Double, to tables: LedgerTables) throws(LedgerError) {
        let start = ContinuousClock.now
        let commit = LedgerCommit(id: memory.nextID, at: now, keys: keys, notes: memory.notes)
        do throws(SQLiteError) {
            try tables.write(commit, memory.totals.changes)
            try settings.interrupt(.beforeCommit)
        } catch {
            abandon(tables, after: error)
            throw error.explained(path: settings.path)
        }
        do throws(SQLiteError) {
            try tables.makeDurable()
            try settings.interrupt(.afterCommit)
        } catch {
            if error.primary == SQLITE_IOERR { doubt(commit) } else { abandon(tables, after: error) }
            throw error.explained(path: settings.path)
        }
        memory.notes = LedgerCommit.Notes()
        memory.apply(commit)
        let duration = (ContinuousClock.now - start) / .seconds(1)
        settings.metrics.committed(durationSeconds: duration, at: now, remembered: memory.keys.count)
        size.refresh(settings.metrics.sizeBytes, at: now)
    }

    /// Takes a commit back that certainly is not in the file.
    private func abandon(_ tables: LedgerTables, after error: SQLiteError) {
        memory.totals.rollBack()
        // Reading and writing may work again with a file opened anew; where not even rolling back works nothing else
        // does.
        let isUsable = error.primary != SQLITE_IOERR && (try? tables.takeBack()) != nil
        if !isUsable { self.tables = nil }
    }

    /// Leaves a commit to be decided by what is in the file when it is open again.
    private func doubt(_ commit: LedgerCommit) {
        undecided = (commit, [])
        memory.notes = LedgerCommit.Notes()
        tables = nil
    }

    /// The open file; after a failure it is opened again, and ends the doubt about the latest commit.
    private func readyTables() throws(LedgerError) -> LedgerTables {
        if let tables { return tables }
        let connection = try LedgerFile(path: settings.path).reopen()
        let (tables, latest) = try explained { () throws(SQLiteError) in
            let (tables, latest) = try connection.transaction { () throws(SQLiteError) in
                try Schema.migrate(connection)
                let tables = try LedgerTables(queue: settings.queue, buckets: settings.buckets, on: connection)
                return (tables, try tables.latest())
            }
            // A sync that failed may not be made good by a later one: what the log says is written once more,
            // elsewhere.
            try tables.checkpoint()
            try connection.checkpointsOnClose(true)
            return (tables, latest)
        }
        guard decide(latestID: latest?.id ?? 0, keys: latest?.keys ?? []) else {
            let cure = "start this exporter anew, and see that no other has the file"
            throw LedgerError(.refused, "others have written to the ledger \(settings.path): \(cure)")
        }
        self.tables = tables
        return tables
    }

    private func explained<Result>(_ body: () throws(SQLiteError) -> Result) throws(LedgerError) -> Result {
        do throws(SQLiteError) {
            return try body()
        } catch {
            throw error.explained(path: settings.path)
        }
    }

    /// Ends the doubt, if there is any; false where the file is not as this ledger can have left it.
    private func decide(latestID: Int64, keys: [UInt8]) -> Bool {
        guard let (commit, entries) = undecided else { return latestID == memory.latestID }
        if latestID == commit.id, keys == commit.keyBytes {
            memory.apply(commit)
            late += entries
        } else if latestID == memory.latestID {
            memory.totals.rollBack()
            memory.notes.prepend(commit.notes)
        } else {
            return false
        }
        undecided = nil
        return true
    }
}
