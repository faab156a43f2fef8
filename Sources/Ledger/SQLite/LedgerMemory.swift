internal import Instruments

/// What a ledger knows in memory, which is what its file says.
struct LedgerMemory {
    var keys: RememberedKeys
    var totals: WorkingTotals
    /// What the next commit has to write beside its own.
    var notes: LedgerCommit.Notes
    /// The id of the latest commit in the file; 0 before the first.
    private(set) var latestID: Int64
    /// The id of the next commit.
    private(set) var nextID: Int64
    /// What a person should know about the file, a sentence each.
    private(set) var notices: [String] = []

    /// Reads a file.
    init(_ tables: LedgerTables, _ settings: LedgerSettings) throws(SQLiteError) {
        let now = settings.now()
        (keys, notes) = try tables.keys(settings.lifetimes, now: now)
        let latest = try tables.latest()
        latestID = latest?.id ?? 0
        nextID = latest?.nextID ?? 1
        let stored = try tables.totals(buckets: settings.buckets)
        totals = WorkingTotals(
            stored: stored.rows,
            nextID: try tables.nextTotalsID(),
            buckets: settings.buckets
        )
        if stored.isRestarted {
            notices.append(
                "the ledger \(settings.path) has the histograms in other buckets: they start anew, all else goes on"
            )
        }
    }

    /// Follows a commit that is in the file now.
    mutating func apply(_ commit: LedgerCommit) {
        totals.commit()
        for (place, new) in commit.keys.enumerated() {
            _ = keys.insert(new.key, ordinal: commit.id + Int64(place), expires: new.expires)
        }
        keys.committed(commit.id)
        latestID = commit.id
        nextID = commit.nextID
    }
}
