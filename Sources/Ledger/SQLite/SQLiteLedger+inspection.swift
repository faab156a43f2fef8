internal import Instruments

extension SQLiteLedger {
    /// Looks into a ledger's file that no exporter has open, and changes nothing in it.
    ///
    /// It blocks while it reads all of the file. Throws where the file cannot be opened, is no ledger, or is so damaged
    /// that its totals cannot be read.
    package static func inspect(path: String) throws(LedgerError) -> LedgerInspection {
        let connection = try LedgerFile(path: path).inspect()
        do throws(SQLiteError) {
            return LedgerInspection(
                faults: try faults(on: connection),
                schemaVersion: Int(Schema.version),
                queues: try queues(on: connection)
            )
        } catch {
            throw error.explained(path: path)
        }
    }

    private static func faults(on connection: Connection) throws(SQLiteError) -> [String] {
        let check = try Statement("PRAGMA integrity_check", on: connection)
        var lines: [String] = []
        while try check.step() { lines.append(check.text(0)) }
        return lines == ["ok"] ? [] : lines
    }

    private static func queues(on connection: Connection) throws(SQLiteError) -> [LedgerInspection.Queue] {
        let names = try Statement("SELECT name, bounds FROM queues ORDER BY id", on: connection)
        var queues: [LedgerInspection.Queue] = []
        while try names.step() {
            guard let buckets = Buckets(text: names.text(1)) else { throw .damaged("bounds of buckets make no sense") }
            queues.append(try queue(named: names.text(0), buckets: buckets, on: connection))
        }
        return queues
    }

    private static func queue(
        named name: String,
        buckets: Buckets,
        on connection: Connection
    ) throws(SQLiteError) -> LedgerInspection.Queue {
        let tables = try LedgerTables(queue: name, buckets: buckets, on: connection)
        let latest = try connection.real(
            "SELECT at FROM commits WHERE queue = \(tables.queue) ORDER BY id DESC LIMIT 1"
        )
        // Without a window nothing is dropped: all that the file has is counted.
        let lifetimes = KeyLifetimes(windowSeconds: .infinity)
        let keys = try tables.keys(lifetimes, now: latest ?? 0).keys
        return LedgerInspection.Queue(
            name: name,
            rememberedKeys: keys.count,
            unconfirmedKeys: keys.pendingCount,
            totals: try tables.totals(buckets: buckets).rows.map(\.totals)
        )
    }
}
