import Ledger
import SQS

/// How the stages of a consumer are put together.
extension Consumer {
    /// The receive loops of these queues, with all that they share.
    func loops(_ queues: Queues) -> ReceiveLoops {
        let gate = LedgerGate(
            ledger: ledger,
            late: LateRecords(ledger: ledger, events: metrics.events, metrics: metrics.consumer),
            health: health,
            outage: OutageLog(activity: "recording in the ledger", logger: logger)
        )
        let rejection = Rejection(
            policy: settings.invalidMessagePolicy,
            sender: queues.deadLetter.map { queue in
                DeadLetterSender(
                    queue: queue,
                    sourceQueueName: queues.source.name,
                    outage: OutageLog(activity: "sending to the dead-letter queue", logger: logger)
                )
            },
            ledger: ledger,
            metrics: metrics.consumer,
            gate: gate
        )
        let pump = Pump(
            receiver: Receiver(
                queue: queues.source,
                gate: gate,
                metrics: metrics.consumer,
                health: health,
                outage: OutageLog(activity: "receiving", logger: logger),
                settings: settings,
                now: now
            ),
            recorder: Recorder(
                ledger: ledger,
                rejection: rejection,
                events: metrics.events,
                metrics: metrics.consumer,
                gate: gate,
                maxReceiveCount: queues.sourceAttributes.redrivePolicy?.maxReceiveCount ?? settings.maxReceiveCount,
                eventIDField: settings.eventIDField,
                now: now
            ),
            deleter: Deleter(
                queue: queues.source,
                ledger: ledger,
                metrics: metrics.consumer,
                outage: OutageLog(activity: "deleting", logger: logger)
            )
        )
        return ReceiveLoops(
            pump: pump,
            limit: settings.receiveLoopsMax,
            executor: executor,
            metrics: metrics.consumer,
            receivesEndWithin: settings.shutdownTimeout - min(.seconds(3), settings.shutdownTimeout / 5)
        )
    }
}
