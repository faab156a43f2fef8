import ServiceLifecycle

/// One receive loop: receive, decode, record, delete.
///
/// A message is deleted only after the ledger has recorded it, so a crash at any point loses nothing: the message comes
/// back, and the ledger knows whether it was counted. Deleting runs beside the next receive.
struct Pump: Sendable {
    var receiver: Receiver
    let recorder: Recorder
    let deleter: Deleter

    /// Runs until shutdown; then what is in hand has been recorded and deleted.
    ///
    /// Shutdown lets a running receive end by itself, because a message that SQS hands to an abandoned call stays hidden
    /// for the whole visibility timeout. Cancelling the task abandons it.
    ///
    /// - Parameters:
    ///   - endsWhenEmpty: whether a receive without messages ends the loop too, as it does for all loops but the first.
    ///   - onFullReceive: called when a receive brought as many messages as it could, so that there may be more.
    mutating func run(endsWhenEmpty: Bool, onFullReceive: () -> Void) async {
        var settled: [Delivery] = []
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let finished = settled
            async let undeleted = deleter.delete(finished)
            let messages = await receiver.receive()
            settled = await undeleted
            let settlement = await recorder.record(messages)
            settled += settlement.settled
            receiver.holdOff(after: settlement.obstacle)
            if Task.isShuttingDownGracefully {
                await deleter.giveBack(settlement.left, afterSeconds: receiver.waitSeconds + 1)
            }
            if messages.count == receiver.maximum { onFullReceive() }
            if messages.isEmpty, endsWhenEmpty { break }
        }
        await deleter.deleteLast(settled)
    }
}
