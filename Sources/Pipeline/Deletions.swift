import AWS
import Synchronization

/// Deletes what has been recorded: at once what SQS takes at once, and the rest again and again until its lease is
/// over.
///
///     delete ── taken ──────────────────────────────────▶ done
///       │ SQS refused the call, or failed with some of it
///       ▼
///     overdue ── tried again, with backoff ── taken ────▶ done
///       │ the lease is over, or the exporter has to stop
///       ▼
///     given up: the message comes again, and the ledger knows it
///
/// Where SQS answers and fails with a message again and again, its lease is not extended any more: it comes again with
/// a new handle, which may fare better. Where SQS refuses the whole call a new handle would not, and would cost the
/// message a receive.
///
/// One task tries again for all loops, up to 8 calls at a time, or one where SQS refuses them: a queue that does is
/// asked at the pace of ``Backoff``, however many loops there are. While it refuses, no loop receives: more would only
/// pile up here, with its leases to be extended.
final class Deletions: Sendable {
    private let deleter: Deleter
    private let hand: MessagesInHand
    private let watch: StallWatch
    private let time: SteadyTime
    private let triesAgain: Bool
    private let overdue = Mutex(OverdueDeletions())
    /// Read before every receive, which the lock would slow down.
    private let isRefused = Atomic(false)
    private let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// How long what arrives, or the end, may have to wait until it is noticed.
    private static let longestSleep = Duration.seconds(1)

    /// - Parameter triesAgain: false only where a test shows what trying again is good for.
    init(
        by deleter: Deleter,
        hand: MessagesInHand,
        watch: StallWatch,
        time: SteadyTime = .real,
        triesAgain: Bool = true
    ) {
        self.deleter = deleter
        self.hand = hand
        self.watch = watch
        self.time = time
        self.triesAgain = triesAgain
    }

    /// Whether SQS refuses deletions; then only the task that tries again asks for any.
    var areRefused: Bool { isRefused.load(ordering: .relaxed) }

    /// Deletes deliveries of one receive, and lets go of all that it brought but what is overdue.
    func delete(_ deliveries: [Delivery], of hold: MessagesInHand.Hold) async {
        let wereRefused = areRefused
        let outcome = wereRefused ? .untried(deliveries) : await deleter.delete(deliveries)
        if !triesAgain { deleter.giveUp(outcome.unfinished.count) }
        let late = triesAgain ? outcome.unfinished.map { deliveries[$0] } : []
        hand.keep(late, of: hold)
        guard !late.isEmpty else { return }
        let now = time.now()
        update { $0.add(late, of: hold, refusal: outcome.refusal, at: now) }
        arrival.yield()
    }

    /// Tries again until ``finish()`` is called and nothing is overdue, or the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { calls in
            for await _ in arrivals {
                while let delay = overdue.withLock({ $0.delay(from: time.now()) }), !Task.isCancelled {
                    await time.sleep(min(delay, Self.longestSleep))
                    tryAgain(in: &calls)
                }
            }
        }
    }

    /// To be called when nothing can come any more: all that is overdue is tried at once, and then without long waits.
    func finish() {
        update { $0.end() }
        arrival.finish()
    }

    /// Makes one attempt at what is left because the task that tries again was cancelled, and gives up the rest.
    ///
    /// Even in a cancelled task: it has been counted, and would be received again.
    func deleteLast() async {
        await Task { [self] in
            var last = update { $0.remove { _ in true } }[...]
            while !last.isEmpty {
                await attempt(Array(last.prefix(OverdueDeletions.batchSize)))
                last = last.dropFirst(OverdueDeletions.batchSize)
            }
        }.value
        giveUp { _ in true }
    }

    private func tryAgain(in calls: inout DiscardingTaskGroup) {
        giveUp { hand.isOver($0.delivery, of: $0.hold) }
        let now = time.now()
        for batch in update({ $0.takeDue(at: now) }) {
            calls.addTask { [self] in
                await attempt(batch)
                update { $0.callEnded() }
            }
        }
    }

    private func attempt(_ batch: [OverdueDeletions.Item]) async {
        let start = time.now()
        let outcome = await watch.during(.deleting, by: .deletions) { await deleter.delete(batch.map(\.delivery)) }
        let unfinished = Set(outcome.unfinished)
        for (place, item) in batch.enumerated() where !unfinished.contains(place) {
            hand.release(item.delivery, of: item.hold)
        }
        if outcome.refusal == nil {
            for place in unfinished where batch[place].isHopeless {
                hand.runOut(batch[place].delivery, of: batch[place].hold)
            }
        }
        let end = time.now()
        let isHopeless = update { overdue in
            overdue.putBack(outcome.unfinished.map { batch[$0] }, refusal: outcome.refusal, begun: start, at: end)
            return overdue.isEnding && outcome.refusal.map { !$0.class.mayPass } ?? false
        }
        // Nobody will put it right within a shutdown.
        if isHopeless { giveUp { _ in true } }
    }

    private func giveUp(where condition: (OverdueDeletions.Item) -> Bool) {
        let items = update { $0.remove(where: condition) }
        deleter.giveUp(items.count)
        for item in items { hand.release(item.delivery, of: item.hold) }
    }

    private func update<Result>(_ change: (inout OverdueDeletions) -> Result) -> Result {
        overdue.withLock { overdue in
            defer { isRefused.store(overdue.refusals > 0, ordering: .relaxed) }
            return change(&overdue)
        }
    }
}
