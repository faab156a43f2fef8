import Events
import FoundationEssentials
import Instruments
import Ledger
import Pipeline

/// Writes a SQLite ledger that remembers so many deleted messages, for the exporter to be started on.
///
///     LedgerBenchmark PATH QUEUE COUNT
@main
struct LedgerBenchmark {
    private static let batch = 1000

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let count = Int(arguments[3]) else {
            throw Usage(description: "LedgerBenchmark PATH QUEUE COUNT")
        }
        let ledger = SQLiteLedger(
            path: arguments[1],
            queue: arguments[2],
            windowSeconds: 86_400,
            buckets: try Buckets(EventMetrics.valueBuckets),
            metrics: try LedgerMetrics(registry: Registry()),
            now: { Date().timeIntervalSince1970 }
        )
        _ = try await ledger.open()
        for start in stride(from: 0, to: count, by: batch) {
            let entries = (start..<min(start + batch, count)).map(entry)
            _ = try await ledger.record(entries)
            await ledger.confirmDeleted(entries.map(\.key))
        }
        await ledger.close()
    }

    private static func entry(_ number: Int) -> LedgerEntry {
        let event = Event(type: "type_\(number % 20)", value: 1, occurredAtSeconds: 1_700_000_000)
        return LedgerEntry(
            key: MessageKey(messageID: Array(UUID().uuidString.utf8)[...]),
            sentMilliseconds: nil,
            outcome: .counted(event)
        )
    }

    private struct Usage: Error, CustomStringConvertible {
        var description: String
    }
}
