import AWS
import Instruments
import SQS

/// Keeps SQS from giving messages in hand to others: extends each at half its visibility timeout, by that timeout.
///
/// A lease that is lost all the same is normal: the message comes again, and the ledger knows whether it was counted.
struct Heartbeat: Sendable {
    let queue: any MessageQueue
    let hand: MessagesInHand
    let metrics: ConsumerMetrics
    let outage: OutageLog
    let watch: StallWatch
    var time = SteadyTime.real

    /// Runs until the task is cancelled, through a shutdown too, for as long as messages are in hand then.
    func run() async {
        var failures = 0
        while !Task.isCancelled {
            if let error = await extendWhatIsDue(), !Task.isCancelled {
                failures += 1
                outage.failed(error)
                await time.sleep(error.backoff(failures: failures))
            } else {
                failures = 0
                await time.sleep(hand.timeToNextExtension)
            }
        }
    }

    /// Stops at the first call that fails: what it was to extend is still due, and so is the rest.
    private func extendWhatIsDue() async -> ServiceError? {
        for batch in hand.dueExtensions() {
            do throws(ServiceError) {
                try await extend(batch)
                outage.succeeded()
            } catch {
                return error
            }
        }
        return nil
    }

    private func extend(_ batch: MessagesInHand.Extension) async throws(ServiceError) {
        let moment = time.now()
        var failures: [BatchFailure]
        do throws(ServiceError) {
            failures = try await watch.during(.extending, by: .heartbeat) { () async throws(ServiceError) in
                try await queue.changeVisibility(
                    of: batch.members.map(\.lease.receiptHandle),
                    toSeconds: batch.seconds
                )
            }
        } catch {
            // Not every emulator answers entry by entry: it may refuse the call for the sake of one lost lease.
            guard error.class == .other else {
                metrics.extensionFailures.increment(by: Double(batch.members.count))
                throw error
            }
            guard batch.members.count == 1 else {
                for single in batch.singles { try await extend(single) }
                return
            }
            failures = [BatchFailure(index: 0, code: error.code, isSenderFault: true)]
        }
        hand.note(batch, askedAt: moment, failures: failures)
        metrics.extensions.increment(by: Double(batch.members.count - failures.count))
        metrics.extensionFailures.increment(by: Double(failures.count))
    }
}
