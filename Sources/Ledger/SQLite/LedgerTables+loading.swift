internal import Instruments

extension LedgerTables {
    /// Finds the queue of this name in a file, or adds it.
    static func find(queue name: String, bounds: String, on connection: Connection) throws(SQLiteError) -> Int64 {
        let select = try Statement("SELECT id FROM queues WHERE name = ?", on: connection)
        select.bind(1, name)
        if try select.step() { return select.integer(0) }
        let insert = try Statement("INSERT INTO queues(name, bounds) VALUES(?, ?)", on: connection)
        insert.bind(1, name)
        insert.bind(2, bounds)
        try insert.run()
        return try find(queue: name, bounds: bounds, on: connection)
    }

    /// The totals with the ids of their rows.
    ///
    /// Where they were kept with other bounds than `buckets` their histograms start anew, and `isRestarted` is true.
    func totals(
        buckets: Buckets
    ) throws(SQLiteError) -> (rows: [(id: Int64, totals: EventTotals)], isRestarted: Bool) {
        let bounds = try connection.text("SELECT bounds FROM queues WHERE id = \(queue)")
        let isRestarted = bounds != buckets.text
        let select = try Statement(TotalsColumns.select, on: connection)
        select.bind(1, queue)
        var rows: [(id: Int64, totals: EventTotals)] = []
        while try select.step() {
            rows.append(try TotalsColumns.read(select, buckets: buckets, areSame: !isRestarted))
        }
        if isRestarted { try restart(rows, bounds: buckets.text) }
        return (rows, isRestarted && !rows.isEmpty)
    }

    /// The id that the next new type's row gets.
    func nextTotalsID() throws(SQLiteError) -> Int64 {
        (try connection.integer("SELECT max(id) FROM totals") ?? 0) + 1
    }

    private func restart(_ rows: [(id: Int64, totals: EventTotals)], bounds: String) throws(SQLiteError) {
        try connection.transaction { () throws(SQLiteError) in
            let update = try Statement("UPDATE queues SET bounds = ? WHERE id = ?", on: connection)
            update.bind(1, bounds)
            update.bind(2, queue)
            try update.run()
            for row in rows { try write(WorkingTotals.Change(id: row.id, isNew: false, totals: row.totals)) }
        }
    }
}

extension Buckets {
    /// The bounds as a ledger keeps them: `0.5 1.0 10.0`.
    var text: String { upperBounds.map { "\($0)" }.joined(separator: " ") }

    /// Takes bounds as a ledger keeps them; nil for anything else.
    init?(text: String) {
        let bounds = text.split(separator: " ").map { Double($0) ?? .nan }
        guard let buckets = try? Buckets(bounds) else { return nil }
        self = buckets
    }
}
