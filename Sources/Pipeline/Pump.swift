import AWS
import SQS
import ServiceLifecycle

/// One receive loop: receive, decode, record, delete.
///
/// A message is deleted only after the ledger has recorded it, so a crash at any point loses nothing: the message comes
/// back, and the ledger knows whether it was counted.
///
/// A receive that comes back full says that there is more. Then the next one does not wait for what this one brought to
/// be recorded and deleted, so that neither a round trip to SQS nor a commit holds the loop up, and commits get large:
///
///     receive 1 │ receive 2 │ receive 3 │            receive 4 │ …
///               │ record 1 ─── delete 1 │
///                           │ record 2 ─── delete 2 │
///
/// From the receive on a message is in hand, and ``Heartbeat`` keeps it from others, until it is deleted or given back.
///
/// A class, since each receive hands it to tasks of its own: of a struct they would all count all references.
final class Pump: Sendable {
    private let receiver: Receiver
    private let recorder: Recorder
    let deletions: Deletions
    private let returner: Returner
    private let hand: MessagesInHand
    let watch: StallWatch

    /// Of how many receives the messages may still be on their way through while the next runs.
    ///
    /// Messages wait here with their visibility time-outs running, so there are few.
    private static let underwayMax = 2

    init(
        receiver: Receiver,
        recorder: Recorder,
        deletions: Deletions,
        returner: Returner,
        hand: MessagesInHand,
        watch: StallWatch
    ) {
        self.receiver = receiver
        self.recorder = recorder
        self.deletions = deletions
        self.returner = returner
        self.hand = hand
        self.watch = watch
    }

    /// Runs until shutdown; then what is in hand has been recorded and deleted, or its deletion is overdue.
    ///
    /// Shutdown lets a running receive end by itself, because a message that SQS hands to an abandoned call stays
    /// hidden for the whole visibility timeout. Cancelling the task abandons it.
    ///
    /// - Parameters:
    ///   - loop: who runs, as the log names it.
    ///   - endsWhenEmpty: whether a receive without messages ends the loop too, as it does for all loops but the first.
    ///   - onFullReceive: called when a receive brought as many messages as it could, so that there may be more.
    func run(as loop: StallWatch.Worker, endsWhenEmpty: Bool, onFullReceive: () -> Void) async {
        await withTaskGroup(of: ServiceError?.self) { settling in
            var receiver = receiver
            var underway = 0
            while !Task.isShuttingDownGracefully, !Task.isCancelled {
                // The messages themselves are kept nowhere here: they would stay, bodies and all, while others are
                // waited for.
                let hold = hand.take(await receiver.receive(as: loop))
                if hold.count > 0 {
                    settling.addTask { [self] in await settle(hold, as: loop) }
                    underway += 1
                }
                let isFull = hold.count == receiver.maximum
                if isFull { onFullReceive() }
                let mayStay = isFull && receiver.mayRunAhead ? Self.underwayMax : 0
                guard underway > mayStay || hold.count == 0 else { continue }
                var obstacle: ServiceError?
                while underway > mayStay, let outcome = await settling.next() {
                    underway -= 1
                    obstacle = outcome ?? obstacle
                }
                receiver.settled(obstacle: obstacle)
                if hold.count == 0, endsWhenEmpty { break }
            }
        }
    }

    /// Records messages, deletes those that are, and gives the others back; returns what SQS has against settling them.
    ///
    /// No body is kept while SQS is asked to delete what was recorded.
    private func settle(_ hold: MessagesInHand.Hold, as loop: StallWatch.Worker) async -> ServiceError? {
        let settlement = await watch.during(.recording, by: loop) {
            await recorder.record(hand.handOver(hold)).detached
        }
        await watch.during(.deleting, by: loop) { await deletions.delete(settlement.settled, of: hold) }
        if !settlement.left.isEmpty || !settlement.stays.isEmpty {
            await watch.during(.givingBack, by: loop) { await giveBack(settlement) }
        }
        return settlement.obstacle
    }

    /// At a shutdown no message is visible again before the last receive is over that this exporter may have abandoned:
    /// SQS would hand it to that one (kombu's issue 2049).
    private func giveBack(_ settlement: Settlement) async {
        guard Task.isShuttingDownGracefully else { return await returner.giveBack(settlement.left) }
        let all = settlement.left + settlement.stays
        await returner.giveBack(all, notWithinSeconds: receiver.waitSeconds + 1)
    }
}
