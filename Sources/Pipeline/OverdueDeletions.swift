import AWS

/// Deletions that SQS did not take, and when each may be tried again.
struct OverdueDeletions: Sendable {
    /// One of them.
    struct Item: Sendable {
        let delivery: Delivery
        let hold: MessagesInHand.Hold
        /// How often SQS answered and failed with this one, since it is overdue.
        var failures = 0
        var due: Duration

        /// Whether another failure of SQS's would be one too many to be chance.
        var isHopeless: Bool { failures >= 3 }
    }

    private(set) var items: [Item] = []
    /// How many calls are on their way, with what was taken out for them.
    private var calls = 0
    /// How many calls in a row SQS has refused as a whole.
    private(set) var refusals = 0
    private var refusedUntil = Duration.zero
    private(set) var isEnding = false

    /// So many can be deleted in one call.
    static let batchSize = 10
    /// So that no call that takes long holds the others up until their leases are over.
    private static let callsAtOnce = 8
    /// How long to wait for the end of a call before looking again.
    private static let look = Duration.milliseconds(100)
    /// Between two attempts at the end, when time is short.
    private static let longestWaitAtEnd = Duration.seconds(1)

    /// Takes in what SQS failed with just now, or was not even asked for because it refuses.
    mutating func add(_ deliveries: [Delivery], of hold: MessagesInHand.Hold, refusal: ServiceError?, at now: Duration)
    {
        items += deliveries.map { Item(delivery: $0, hold: hold, due: now) }
        // Calls that fail together are one refusal; one that was cancelled is none.
        if let refusal, refusal.class != .cancelled, refusals == 0 { refused(refusal, at: now) }
    }

    /// Takes out those that may be tried now, a batch for each call that may be made; ``callEnded()`` follows each.
    mutating func takeDue(at now: Duration) -> [[Item]] {
        guard refusedUntil <= now else { return [] }
        let places = items.indices.filter { items[$0].due <= now }.prefix(Self.batchSize * freeCalls)
        let due = places.map { items[$0] }
        for place in places.reversed() { items.remove(at: place) }
        let batches = stride(from: 0, to: due.count, by: Self.batchSize).map { start in
            Array(due[start...].prefix(Self.batchSize))
        }
        calls += batches.count
        return batches
    }

    /// Makes room for another call.
    mutating func callEnded() { calls -= 1 }

    /// How many calls may be made now; one to find out, while SQS refuses them.
    private var freeCalls: Int { max(0, (refusals == 0 ? Self.callsAtOnce : 1) - calls) }

    /// Notes how an attempt went that began at `start`, and takes back what it did not finish.
    mutating func putBack(_ unfinished: [Item], refusal: ServiceError?, begun start: Duration, at now: Duration) {
        if let refusal {
            // Calls that fail together are one refusal.
            if refusedUntil <= start { refused(refusal, at: now) }
            items += unfinished
            return
        }
        refusals = 0
        for var item in unfinished {
            item.failures += 1
            item.due = now + wait(after: .entryFailed, failures: item.failures)
            items.append(item)
        }
    }

    /// Takes out all that fulfil a condition, which is asked once of each: it may depend on the time.
    mutating func remove(where condition: (Item) -> Bool) -> [Item] {
        var removed: [Item] = []
        items.removeAll { item in
            guard condition(item) else { return false }
            removed.append(item)
            return true
        }
        // What SQS thinks of deletions is found out by the next.
        if items.isEmpty, calls == 0 { refusals = 0 }
        return removed
    }

    /// From now on all may be tried, and waits are short.
    mutating func end() {
        isEnding = true
        refusedUntil = .zero
        for place in items.indices { items[place].due = .zero }
    }

    /// How long until there may be something to do; nil when there is nothing to be done any more.
    func delay(from now: Duration) -> Duration? {
        guard !items.isEmpty || calls > 0 else { return nil }
        guard freeCalls > 0, let due = items.lazy.map(\.due).min() else { return Self.look }
        return max(.zero, max(due, refusedUntil) - now)
    }

    private mutating func refused(_ refusal: ServiceError, at now: Duration) {
        refusals += 1
        refusedUntil = now + wait(after: refusal, failures: refusals)
    }

    private func wait(after error: ServiceError, failures: Int) -> Duration {
        let wait = error.backoff(failures: failures)
        return isEnding ? min(wait, Self.longestWaitAtEnd) : wait
    }
}

extension ServiceError {
    fileprivate static let entryFailed = ServiceError(class: .server, code: "Failed", message: "")
}
