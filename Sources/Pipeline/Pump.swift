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
struct Pump: Sendable {
    let receiver: Receiver
    let recorder: Recorder
    let deleter: Deleter

    /// Of how many receives the messages may still be on their way through while the next runs.
    ///
    /// Messages wait here with their visibility time-outs running, so there are few.
    private static let underwayMax = 2

    /// Runs until shutdown; then what is in hand has been recorded and deleted.
    ///
    /// Shutdown lets a running receive end by itself, because a message that SQS hands to an abandoned call stays hidden
    /// for the whole visibility timeout. Cancelling the task abandons it.
    ///
    /// - Parameters:
    ///   - endsWhenEmpty: whether a receive without messages ends the loop too, as it does for all loops but the first.
    ///   - onFullReceive: called when a receive brought as many messages as it could, so that there may be more.
    func run(endsWhenEmpty: Bool, onFullReceive: () -> Void) async {
        var receiver = receiver
        await withTaskGroup(of: ServiceError?.self) { settling in
            var underway = 0
            while !Task.isShuttingDownGracefully, !Task.isCancelled {
                let messages = await receiver.receive()
                if !messages.isEmpty {
                    settling.addTask { await settle(messages) }
                    underway += 1
                }
                let isFull = messages.count == receiver.maximum
                if isFull { onFullReceive() }
                let mayStay = isFull && receiver.mayRunAhead ? Self.underwayMax : 0
                guard underway > mayStay || messages.isEmpty else { continue }
                var obstacle: ServiceError?
                while underway > mayStay, let outcome = await settling.next() {
                    underway -= 1
                    obstacle = outcome ?? obstacle
                }
                receiver.settled(obstacle: obstacle)
                if messages.isEmpty, endsWhenEmpty { break }
            }
        }
    }

    /// Records messages and deletes those that are; returns what SQS has against settling the others.
    private func settle(_ messages: [Message]) async -> ServiceError? {
        let settlement = await recorder.record(messages)
        if Task.isShuttingDownGracefully {
            await deleter.giveBack(settlement.left, afterSeconds: receiver.waitSeconds + 1)
        }
        await deleter.deleteLast(await deleter.delete(settlement.settled))
        return settlement.obstacle
    }
}
