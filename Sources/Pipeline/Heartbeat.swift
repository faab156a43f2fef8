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

    /// So that no call that takes long holds the others up until their leases are over.
    private static let callsAtOnce = 8

    /// Runs until the task is cancelled, through a shutdown too, for as long as messages are in hand then.
    func run() async {
        var failures = 0
        while !Task.isCancelled {
            let round = await extendWhatIsDue()
            failures = round.hasSuccess || round.error == nil ? 0 : failures + 1
            if let error = round.error, !Task.isCancelled {
                outage.failed(error)
                await time.sleep(min(error.backoff(failures: max(failures, 1)), hand.pauseAfterFailure))
            } else {
                if round.hasSuccess { outage.succeeded() }
                await time.sleep(hand.timeToNextExtension)
            }
        }
    }

    /// How the calls of one look at what is due went.
    private struct Round {
        var hasSuccess = false
        var error: ServiceError?

        mutating func note(_ error: ServiceError?) {
            if let error { self.error = error } else { hasSuccess = true }
        }
    }

    /// Makes the first call alone, and the others only if that succeeds: what could not be extended is still due.
    private func extendWhatIsDue() async -> Round {
        var round = Round()
        let batches = hand.dueExtensions()
        guard let first = batches.first else { return round }
        round.note(await failure(ofExtending: first))
        guard round.hasSuccess else { return round }
        await withTaskGroup(of: ServiceError?.self) { calls in
            for (place, batch) in batches.dropFirst().enumerated() {
                if place >= Self.callsAtOnce, let failure = await calls.next() { round.note(failure) }
                calls.addTask { await failure(ofExtending: batch) }
            }
            for await failure in calls { round.note(failure) }
        }
        return round
    }

    private func failure(ofExtending batch: MessagesInHand.Extension) async -> ServiceError? {
        do throws(ServiceError) {
            try await extend(batch)
            return nil
        } catch {
            return error
        }
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
            guard error.isAboutHandles else {
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
