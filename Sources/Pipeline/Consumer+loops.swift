import AWS
import Instruments
import Ledger
import SQS

/// How the stages of a consumer are put together.
extension Consumer {
    /// The receive loops of these queues, with all that they share.
    func loops(_ queues: Queues) -> ReceiveLoops {
        let consumer = metrics.consumer
        let gate = LedgerGate(
            ledger: ledger,
            late: LateRecords(ledger: ledger, events: metrics.events, metrics: consumer),
            health: health,
            outage: outage("recording in the ledger")
        )
        let hand = MessagesInHand(
            limit: settings.messagesInFlightMax,
            timeoutSeconds: settings.visibilityTimeoutSeconds,
            gauge: consumer.inFlight
        )
        consumer.inFlightLimit.set(Double(settings.messagesInFlightMax))
        let deletions = Deletions(
            by: Deleter(queue: queues.source, ledger: ledger, metrics: consumer, outage: outage("deleting")),
            hand: hand,
            watch: health.watch,
            triesAgain: settings.retriesDeletions
        )
        let pump = Pump(
            receiver: Receiver(
                queue: queues.source,
                gate: gate,
                deletions: deletions,
                room: hand.limit,
                metrics: consumer,
                health: health,
                outage: outage("receiving"),
                settings: settings,
                now: now
            ),
            recorder: recorder(queues, gate: gate),
            deletions: deletions,
            returner: Returner(queue: queues.source),
            hand: hand,
            watch: health.watch
        )
        return ReceiveLoops(
            pump: pump,
            limit: settings.receiveLoopsMax,
            heartbeat: settings.extendsVisibility ? heartbeat(queues.source, hand: hand) : nil,
            executor: executor,
            metrics: consumer,
            receivesEndWithin: settings.shutdownTimeout - min(.seconds(3), settings.shutdownTimeout / 5),
            logger: logger
        )
    }

    private func recorder(_ queues: Queues, gate: LedgerGate) -> Recorder {
        let rejection = Rejection(
            policy: settings.invalidMessagePolicy,
            sender: queues.deadLetter.map { queue in
                DeadLetterSender(
                    queue: queue,
                    sourceQueueName: queues.source.name,
                    outage: outage("sending to the dead-letter queue")
                )
            },
            ledger: ledger,
            metrics: metrics.consumer,
            gate: gate
        )
        return Recorder(
            ledger: ledger,
            rejection: rejection,
            events: metrics.events,
            metrics: metrics.consumer,
            gate: gate,
            maxReceiveCount: queues.sourceAttributes.redrivePolicy?.maxReceiveCount ?? settings.maxReceiveCount,
            eventIDField: settings.eventIDField,
            foldLog: FoldLog(settings: settings.events, logger: logger),
            now: now
        )
    }

    private func heartbeat(_ queue: any MessageQueue, hand: MessagesInHand) -> Heartbeat {
        Heartbeat(
            queue: queue,
            hand: hand,
            metrics: metrics.consumer,
            outage: outage("extending the visibility of messages in hand"),
            watch: health.watch
        )
    }

    private func outage(_ activity: String) -> OutageLog { OutageLog(activity: activity, logger: logger) }
}
