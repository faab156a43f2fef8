import AWS
import Instruments
import Ledger
import SQS

/// The end of a loop: deletes what the ledger has recorded, and gives back what it has not when the exporter stops.
final class Deleter: Sendable {
    private let queue: any MessageQueue
    private let ledger: any Ledger
    private let metrics: ConsumerMetrics
    private let outage: OutageLog

    /// A failed deletion is tried again so often; after that the message comes back and the ledger recognises it.
    private static let attempts = 3
    private static let batchSize = 10

    init(queue: any MessageQueue, ledger: any Ledger, metrics: ConsumerMetrics, outage: OutageLog) {
        self.queue = queue
        self.ledger = ledger
        self.metrics = metrics
        self.outage = outage
    }

    /// Deletes up to 10 deliveries; returns those that it could not finish with because its task was cancelled.
    func delete(_ deliveries: [Delivery]) async -> [Delivery] {
        guard !deliveries.isEmpty else { return [] }
        var remaining = deliveries
        for attempt in 1...Self.attempts {
            let (retriable, pause) = await attemptToDelete(remaining, attempt: attempt)
            remaining = retriable
            guard !remaining.isEmpty, attempt < Self.attempts, !Task.isCancelled else { break }
            try? await Task.sleep(for: pause)
        }
        let unfinished = Task.isCancelled ? remaining : []
        if unfinished.isEmpty { metrics.deleteFailures.increment(by: Double(remaining.count)) }
        metrics.inFlight.decrement(by: Double(deliveries.count - unfinished.count))
        return unfinished
    }

    /// Deletes what a loop has in hand when it ends, even when its task has been cancelled: it has been counted.
    func deleteLast(_ deliveries: [Delivery]) async {
        guard !deliveries.isEmpty else { return }
        await Task {
            for start in stride(from: 0, to: deliveries.count, by: Self.batchSize) {
                _ = await delete(Array(deliveries[start..<min(start + Self.batchSize, deliveries.count)]))
            }
        }.value
    }

    /// Makes messages visible again that this exporter will not come back to, once no abandoned receive can take them.
    ///
    /// Failing is no harm: the visibility timeout does the same, later.
    func giveBack(_ messages: [Message], afterSeconds seconds: Int) async {
        guard !messages.isEmpty else { return }
        _ = try? await queue.changeVisibility(of: messages.map(\.receiptHandle), toSeconds: seconds)
    }

    private func attemptToDelete(_ deliveries: [Delivery], attempt: Int) async -> (
        retriable: [Delivery], after: Duration
    ) {
        do throws(ServiceError) {
            let failures = try await queue.delete(deliveries.map(\.receiptHandle))
            await confirm(deliveries, except: failures)
            if let failure = failures.first {
                outage.failed(failure.asServiceError)
            } else {
                outage.succeeded()
            }
            let hopeless = failures.count { $0.isSenderFault }
            metrics.deleteFailures.increment(by: Double(hopeless))
            let retriable = failures.filter { !$0.isSenderFault }.map { deliveries[$0.index] }
            return (retriable, .milliseconds(50 << attempt))
        } catch {
            outage.failed(error)
            return (deliveries, Backoff.delay(after: error, failures: attempt))
        }
    }

    private func confirm(_ deliveries: [Delivery], except failures: [BatchFailure]) async {
        let failed = Set(failures.map(\.index))
        let deleted = deliveries.enumerated().filter { !failed.contains($0.offset) }.map(\.element)
        metrics.deleted.increment(by: Double(deleted.count))
        await ledger.confirmDeleted(deleted.filter(\.isLastOfKey).map(\.key))
    }
}
