internal import Instruments

/// The columns of the table `totals`.
enum TotalsColumns {
    static let type: Int32 = 1
    static let created: Int32 = 2
    static let id: Int32 = 14
    static let queue: Int32 = 15

    /// In the order of ``bind(_:to:)``; a row's identity comes last.
    static let insert = """
        INSERT INTO totals(event_type, created, count, value_sum, value_compensation, negative_value_sum,
            negative_value_compensation, last_value, last_occurred, histogram_sum, histogram_compensation, buckets,
            native, id, queue)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    static let update = """
        UPDATE totals SET count = ?3, value_sum = ?4, value_compensation = ?5, negative_value_sum = ?6,
            negative_value_compensation = ?7, last_value = ?8, last_occurred = ?9, histogram_sum = ?10,
            histogram_compensation = ?11, buckets = ?12, native = ?13
        WHERE id = ?14
        """
    static let select = """
        SELECT event_type, created, count, value_sum, value_compensation, negative_value_sum,
            negative_value_compensation, last_value, last_occurred, histogram_sum, histogram_compensation, buckets,
            native, id
        FROM totals WHERE queue = ? ORDER BY id
        """

    /// Binds all that changes from commit to commit.
    static func bind(_ totals: EventTotals, to statement: Statement) {
        statement.bind(3, Int64(clamping: totals.count))
        statement.bind(4, totals.value.sum)
        statement.bind(5, totals.value.compensation)
        statement.bind(6, totals.negativeValue.sum)
        statement.bind(7, totals.negativeValue.compensation)
        statement.bind(8, totals.lastValue)
        statement.bind(9, totals.lastOccurredSeconds)
        statement.bind(10, totals.values.sum.sum)
        statement.bind(11, totals.values.sum.compensation)
        var buckets: [UInt8] = []
        buckets.reserveCapacity(totals.values.counts.count * 2)
        for count in totals.values.counts { Varint.append(count, to: &buckets) }
        statement.bind(12, buckets)
        statement.bind(13, totals.values.native?.varints)
    }

    /// Takes a selected row, without its histogram where that was kept with other bounds.
    static func read(_ row: Statement, buckets: Buckets, areSame: Bool) throws(SQLiteError) -> (Int64, EventTotals) {
        var totals = EventTotals(type: row.text(0), createdSeconds: row.real(1), buckets: buckets)
        guard let count = UInt64(exactly: row.integer(2)) else { throw .damaged("a count is below 0") }
        totals.count = count
        totals.value = CompensatedSum(sum: row.real(3), compensation: row.real(4))
        totals.negativeValue = CompensatedSum(sum: row.real(5), compensation: row.real(6))
        totals.lastValue = row.real(7)
        totals.lastOccurredSeconds = row.real(8)
        guard areSame else { return (row.integer(13), totals) }
        var counts: [UInt64] = []
        let isWhole = Varint.read(row.bytes(11)) { counts.append($0) }
        guard isWhole, counts.count == totals.values.counts.count else { throw .damaged("a histogram does not fit") }
        let stored = row.isNull(12) ? nil : NativeBuckets(varints: row.bytes(12))
        totals.values = HistogramState(
            upperBounds: buckets.upperBounds,
            counts: counts,
            sum: CompensatedSum(sum: row.real(9), compensation: row.real(10)),
            storedNative: stored
        )
        guard row.isNull(12) || stored.map({ $0 == totals.values.native }) == true else {
            throw .damaged("a native histogram does not fit")
        }
        return (row.integer(13), totals)
    }
}
