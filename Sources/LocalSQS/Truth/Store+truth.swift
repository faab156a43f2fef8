/// What only the server itself knows, for tests that judge what a consumer made of it.
extension Store {
    var acceptedMessages: [AcceptedMessage] {
        (accepted ?? []).map { AcceptedMessage($0.message, in: $0.queue) }
    }

    /// All messages of a queue, the oldest first; none when there is no such queue.
    mutating func messages(in name: String, now: Milliseconds) -> [QueuedMessage] {
        guard let place = places[name], let queue = try? queue(at: place, now: now) else { return [] }
        let spoiled = faults?.spoiledDeliveries ?? [:]
        return queue.contents.reversed().map { QueuedMessage($0.message, $0.state, spoiledDeliveries: spoiled) }
    }

    /// Nil when there is no such queue.
    mutating func takeAway(_ name: String, now: Milliseconds) -> DeletedQueue? {
        let messages = messages(in: name, now: now)
        guard let place = places[name], let queue = queues[place] else { return nil }
        deleteQueue(at: place)
        return DeletedQueue(queue, messages: messages)
    }

    /// Creates a queue of the same name with the same attributes, unless there is one.
    mutating func recreate(_ queue: DeletedQueue, now: Milliseconds) {
        guard places[queue.arn.name] == nil else { return }
        add(queue.arn, queue.settings, now: now)
    }
}
