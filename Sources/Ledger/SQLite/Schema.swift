/// How a ledger lies in its SQLite file.
///
/// `commits` is the log: a row for each commit, with the 16-byte keys it added, one after another. Each key has an
/// ordinal, and a row's id is that of its first key, or of none if it has no keys, so that the next row's is always
/// greater. `confirmed` names keys by ordinal, as distances back from the row's id (``Varint``): the queue has
/// confirmed their deletion since the commit before.
///
/// `carried` has the few keys that outlive their commits, each until `expires`. `totals` is what is exposed: the sums
/// come in two parts, to be added up (`CompensatedSum`); `buckets` counts the values up to each of the queue's bounds
/// and, last, above them (``Varint``); `native` has the same values as a native histogram does
/// (`NativeBuckets.figures`), NULL where they were not kept so from the first on. Any other NULL is not a number. Times
/// are seconds since 1970. A file may serve several queues in turn.
enum Schema {
    /// `EvL1`: marks a SQLite file as one of ours.
    static let applicationID: Int64 = 0x4576_4C31
    /// What this program writes; it reads every earlier one, by migrating it.
    static var version: Int64 { Int64(migrations.count) }

    /// Each brings a file from the version of its index to the next; an empty file has version 0.
    static let migrations = [
        """
        CREATE TABLE queues(
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            bounds TEXT NOT NULL
        ) STRICT;
        CREATE TABLE commits(
            id INTEGER PRIMARY KEY,
            queue INTEGER NOT NULL,
            at REAL NOT NULL,
            confirmed BLOB NOT NULL,
            keys BLOB NOT NULL
        ) STRICT;
        CREATE TABLE carried(
            ordinal INTEGER PRIMARY KEY,
            queue INTEGER NOT NULL,
            expires REAL NOT NULL,
            key BLOB NOT NULL
        ) STRICT;
        CREATE TABLE totals(
            id INTEGER PRIMARY KEY,
            queue INTEGER NOT NULL,
            event_type TEXT NOT NULL,
            created REAL NOT NULL,
            count INTEGER NOT NULL,
            value_sum REAL,
            value_compensation REAL,
            negative_value_sum REAL,
            negative_value_compensation REAL,
            last_value REAL,
            last_occurred REAL,
            histogram_sum REAL,
            histogram_compensation REAL,
            buckets BLOB NOT NULL,
            UNIQUE(queue, event_type)
        ) STRICT;
        """,
        "ALTER TABLE totals ADD COLUMN native BLOB",
    ]
}

extension Schema {
    /// The version of a file, 0 for one that is empty; nil for another program's.
    static func version(on connection: Connection) throws(SQLiteError) -> Int64? {
        let application = try connection.integer("PRAGMA application_id")
        let version = try connection.integer("PRAGMA user_version")
        if application == applicationID {
            guard let version, version > 0 else { throw .damaged("no ledger has version \(version ?? 0)") }
            return version
        }
        let isEmpty = try connection.integer("SELECT count(*) FROM sqlite_schema") == 0
        return isEmpty && application == 0 && version == 0 ? 0 : nil
    }

    /// Brings a ledger's file to this program's version.
    ///
    /// To be called within a transaction that is committed once the file has been read: what is refused is left as it
    /// is.
    static func migrate(_ connection: Connection) throws(SQLiteError) {
        guard let version = try version(on: connection), version < Self.version else { return }
        for migration in migrations[Int(version)...] { try connection.run(migration) }
        try connection.run("PRAGMA application_id = \(applicationID); PRAGMA user_version = \(Self.version)")
    }
}
