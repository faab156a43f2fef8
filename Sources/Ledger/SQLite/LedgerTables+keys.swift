/// Reads back what the commits in a file say of keys.
extension LedgerTables {
    /// The keys that are remembered, and what the next commit has to write about them.
    ///
    /// All commits are lived through again, which drops what is old; what was never confirmed deleted is then kept by
    /// date.
    func keys(
        _ lifetimes: KeyLifetimes,
        now: Double
    ) throws(SQLiteError) -> (keys: RememberedKeys, notes: LedgerCommit.Notes) {
        let commits = try Statement(
            "SELECT id, at, confirmed, keys FROM commits WHERE queue = \(queue) ORDER BY id",
            on: connection
        )
        let start = try connection.real("SELECT at FROM commits WHERE queue = \(queue) ORDER BY id LIMIT 1") ?? now
        let ordinals = try ordinals()
        guard let unconfirmed = OrdinalBits(ordinals) else { throw .damaged("ids of commits are out of range") }
        var known = RememberedKeys(lifetimes, now: min(start, now))
        var notes = LedgerCommit.Notes()
        while try commits.step() {
            // A clock that was ahead of today's must not keep keys for years.
            if let turn = known.advance(to: min(commits.real(1), now)) { notes.append(turn) }
            try replay(commits, id: commits.integer(0), into: &known, unconfirmed)
            known.committed(commits.integer(0))
        }
        if let turn = known.advance(to: now) { notes.append(turn) }
        try restorePending(unconfirmed, into: &known, now: now)
        try restoreCarried(before: ordinals.upperBound, into: &known, now: now)
        notes.carried += known.carryOver()
        return (known, notes)
    }

    /// From the first ordinal of the queue up to the next free one.
    private func ordinals() throws(SQLiteError) -> Range<Int64> {
        guard let end = try latest()?.nextID else { return 1..<1 }
        let first = try connection.integer("SELECT id FROM commits WHERE queue = \(queue) ORDER BY id LIMIT 1")
        return (first ?? end)..<end
    }

    private func replay(
        _ commit: Statement,
        id: Int64,
        into known: inout RememberedKeys,
        _ unconfirmed: OrdinalBits
    ) throws(SQLiteError) {
        guard let keys = MessageKey.all(in: commit.bytes(3)) else { throw .damaged("commit \(id) is cut off") }
        known.replay(keys)
        for ordinal in id..<id + Int64(keys.count) { unconfirmed[ordinal] = true }
        let areWhole = Varint.read(commit.bytes(2)) { distance in unconfirmed[id &- Int64(clamping: distance)] = false }
        guard areWhole else { throw .damaged("commit \(id) is cut off") }
    }

    /// Keeps the keys by date whose deletion has not been confirmed.
    private func restorePending(
        _ unconfirmed: OrdinalBits,
        into known: inout RememberedKeys,
        now: Double
    ) throws(SQLiteError) {
        let commit = try Statement(
            "SELECT id, at, keys FROM commits WHERE id <= ? AND queue = \(queue) ORDER BY id DESC LIMIT 1",
            on: connection
        )
        var (id, time, keys) = (Int64(0), now, [MessageKey]())
        try unconfirmed.forEachSet { ordinal throws(SQLiteError) in
            if ordinal >= id + Int64(keys.count) {
                commit.bind(1, ordinal)
                guard try commit.step() else { throw .damaged("commit \(ordinal) is missing") }
                (id, time) = (commit.integer(0), min(commit.real(1), now))
                keys = MessageKey.all(in: commit.bytes(2)) ?? []
                commit.reset()
            }
            let expires = known.lifetimes.expiry(sentSeconds: time, recordedAt: time)
            guard expires > now, keys.indices.contains(Int(ordinal - id)) else { return }
            known.replayPending(keys[Int(ordinal - id)], ordinal: ordinal, expires: expires)
        }
    }

    private func restoreCarried(
        before end: Int64,
        into known: inout RememberedKeys,
        now: Double
    ) throws(SQLiteError) {
        let carried = try Statement("SELECT ordinal, expires, key FROM carried WHERE queue = \(queue)", on: connection)
        while try carried.step() {
            guard carried.real(1) > now else { continue }
            guard 1..<end ~= carried.integer(0), let key = MessageKey.all(in: carried.bytes(2))?.first else {
                throw .damaged("a carried key makes no sense")
            }
            known.replay(RememberedKeys.Carried(key: key, ordinal: carried.integer(0), expires: carried.real(1)))
        }
    }
}
