import Events
import Instruments
import Synchronization

/// What a producer has sent and SQS has accepted: the truth that the exporter's counts are held against.
final class ProducerTally: Sendable {
    private struct Totals {
        /// By the type's bytes, for two types that differ in bytes alone may be equal as strings.
        var byType: [[UInt8]: (count: Int, sum: CompensatedSum)] = [:]
        var broken = 0
        var refused = 0
    }

    private let totals = Mutex(Totals())

    /// Adds one accepted message.
    func accepted(_ body: EventGenerator.Body) {
        totals.withLock { totals in
            guard let event = body.event else {
                totals.broken += 1
                return
            }
            let type = Array(event.type.utf8)
            totals.byType[type, default: (0, CompensatedSum())].count += 1
            totals.byType[type]?.sum.add(event.value)
        }
    }

    /// Adds messages that SQS did not accept, or whose fate is unknown.
    func refused(_ count: Int) {
        totals.withLock { $0.refused += count }
    }

    var events: Int { totals.withLock { $0.byType.values.reduce(0) { $0 + $1.count } } }
    var broken: Int { totals.withLock { $0.broken } }
    var refused: Int { totals.withLock { $0.refused } }

    /// Sorted by type, as `/stats` has them.
    var summaries: [EventSummary] {
        totals.withLock { $0.byType }
            .map { type, entry in
                EventSummary(type: String(decoding: type, as: UTF8.self), count: entry.count, sum: entry.sum.value)
            }
            .sorted(by: EventSummary.precedes)
    }
}
