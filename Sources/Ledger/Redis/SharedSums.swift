import Events
import Instruments

/// What the replicas' totals come to together; the order in which they are added does not show.
struct SharedSums {
    private var sums: [[UInt8]: (count: UInt64, sum: CompensatedSum)] = [:]

    mutating func add(_ totals: EventTotals) {
        var entry = sums[Array(totals.type.utf8)] ?? (0, CompensatedSum())
        entry.count += totals.count
        for part in [totals.value.sum, totals.value.compensation] { entry.sum.add(part) }
        for part in [totals.negativeValue.sum, totals.negativeValue.compensation] { entry.sum.add(-part) }
        sums[Array(totals.type.utf8)] = entry
    }

    /// In the order in which they are listed.
    var summaries: [EventSummary] {
        sums.map { type, entry in
            EventSummary(type: String(decoding: type, as: UTF8.self), count: Int(entry.count), sum: entry.sum.value)
        }.sorted(by: EventSummary.precedes)
    }
}
