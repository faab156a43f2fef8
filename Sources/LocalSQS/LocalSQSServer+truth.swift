/// What is true, for tests that judge what a consumer made of it.
extension LocalSQSServer {
    /// Every message taken since the start, in order; none unless the server was started to record them.
    package func acceptedMessages() async -> [AcceptedMessage] {
        await onLoop { service in service.store.acceptedMessages } ?? []
    }

    /// All messages of a queue at this moment, the oldest first; none when there is no such queue.
    package func messages(in queue: String) async -> [QueuedMessage] {
        await onLoop { service in service.change { $0.messages(in: queue, now: $1) } } ?? []
    }

    /// How many deliveries of each message faults have made useless, by the message's id; see ``QueuedMessage``.
    package func spoiledDeliveries() async -> [String: Int] {
        await onLoop { service in service.store.faults?.spoiledDeliveries ?? [:] } ?? [:]
    }
}
