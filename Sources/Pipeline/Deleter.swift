import AWS
import Instruments
import Ledger
import SQS

/// Asks SQS to delete what the ledger has recorded, and tells the ledger what is deleted.
struct Deleter: Sendable {
    let queue: any MessageQueue
    let ledger: any Ledger
    let metrics: ConsumerMetrics
    let outage: OutageLog

    /// What a call did not finish.
    struct Outcome {
        /// The places of those that may be deleted later.
        var unfinished: [Int] = []
        /// Why SQS took none of them; nil when it answered entry by entry.
        var refusal: ServiceError?

        /// Of deliveries that SQS was not asked to delete.
        static func untried(_ deliveries: [Delivery]) -> Outcome { Outcome(unfinished: Array(deliveries.indices)) }
    }

    /// Deletes up to 10 deliveries, in one call.
    ///
    /// With some of them we may be at fault, most likely because a lease was lost: these are counted and done with, for
    /// their messages come again, and the ledger recognises them.
    func delete(_ deliveries: [Delivery]) async -> Outcome {
        guard !deliveries.isEmpty else { return Outcome() }
        do throws(ServiceError) {
            let failures = try await queue.delete(deliveries.map(\.receiptHandle))
            await confirm(deliveries, except: failures)
            if let failure = failures.first {
                outage.failed(failure.asServiceError)
            } else {
                outage.succeeded()
            }
            giveUp(failures.count { $0.isSenderFault })
            return Outcome(unfinished: failures.filter { !$0.isSenderFault }.map(\.index))
        } catch {
            guard !error.isAboutHandles else { return await deleteSingly(deliveries, refusedAs: error) }
            outage.failed(error)
            return Outcome(unfinished: Array(deliveries.indices), refusal: error)
        }
    }

    /// Counts deletions that are not tried again.
    func giveUp(_ count: Int) {
        metrics.deleteFailures.increment(by: Double(count))
    }

    /// Not every emulator answers entry by entry: it may refuse the call for the sake of one lost lease.
    private func deleteSingly(_ deliveries: [Delivery], refusedAs error: ServiceError) async -> Outcome {
        guard deliveries.count > 1 else {
            outage.failed(error)
            giveUp(1)
            return Outcome()
        }
        var outcome = Outcome()
        for (place, delivery) in deliveries.enumerated() {
            let single = await delete([delivery])
            if !single.unfinished.isEmpty { outcome.unfinished.append(place) }
            outcome.refusal = single.refusal ?? outcome.refusal
        }
        return outcome
    }

    private func confirm(_ deliveries: [Delivery], except failures: [BatchFailure]) async {
        var keys: [MessageKey] = []
        keys.reserveCapacity(deliveries.count)
        for place in deliveries.indices
        where deliveries[place].isLastOfKey && !failures.contains(where: { $0.index == place }) {
            keys.append(deliveries[place].key)
        }
        metrics.deleted.increment(by: Double(deliveries.count - failures.count))
        await ledger.confirmDeleted(keys)
    }
}
