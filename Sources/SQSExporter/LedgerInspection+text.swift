import Events
import Instruments
import JSON
import Ledger

extension LedgerInspection {
    /// What `ledger check` prints: a line on the file, and for each queue one on its ids and one a type.
    func report(path: String) -> String {
        var lines = faults.map { "\(path): damaged: \($0)" }
        if lines.isEmpty { lines = ["\(path): whole, schema version \(schemaVersion)"] }
        for queue in queues {
            let unconfirmed = "\(queue.unconfirmedKeys) of them not confirmed deleted"
            lines.append("queue \(queue.name): \(queue.rememberedKeys) ids remembered, \(unconfirmed)")
            lines += queue.sortedTotals.map(\.summary.line)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What `ledger export` prints, on one line.
    ///
    ///     {"schema_version":1,"queues":[{"queue":"orders","remembered":75,"unconfirmed":0,"totals":[
    ///       {"type":"purchase","count":75,"sum":650.0,"value_total":655.0,"negative_value_total":5.0,"last_value":9.99,
    ///        "last_occurred":1601978525.0,"created":1601978000.0,"buckets":[{"le":0.0,"count":1},…,{"le":"+Inf","count":75}]}]}]}
    ///
    /// Times are seconds since 1970; the counts of buckets are cumulative, as Prometheus has them.
    var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("schema_version")
        writer.integer(schemaVersion)
        writer.key("queues")
        writer.beginArray()
        for queue in queues { queue.write(to: &writer) }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension LedgerInspection.Queue {
    fileprivate var sortedTotals: [EventTotals] {
        totals.sorted { EventSummary.precedes($0.summary, $1.summary) }
    }

    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("queue")
        writer.string(name)
        writer.key("remembered")
        writer.integer(rememberedKeys)
        writer.key("unconfirmed")
        writer.integer(unconfirmedKeys)
        writer.key("totals")
        writer.beginArray()
        for totals in sortedTotals { totals.write(to: &writer) }
        writer.endArray()
        writer.endObject()
    }
}

extension EventTotals {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string(type)
        writer.key("count")
        writer.integer(count)
        for (key, number) in [
            ("sum", summary.sum), ("value_total", value.value), ("negative_value_total", negativeValue.value),
            ("last_value", lastValue), ("last_occurred", lastOccurredSeconds), ("created", createdSeconds),
        ] {
            writer.key(escaping: key)
            writer.number(number)
        }
        writer.key("buckets")
        writer.beginArray()
        var count: UInt64 = 0
        for (index, part) in values.counts.enumerated() {
            count += part
            writer.beginObject()
            writer.key("le")
            if index < values.upperBounds.count {
                writer.number(values.upperBounds[index])
            } else {
                writer.string("+Inf")
            }
            writer.key("count")
            writer.integer(count)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
