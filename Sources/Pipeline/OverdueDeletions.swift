import AWS

/// Deletions that SQS did not take, and when each may be tried again.
struct OverdueDeletions: Sendable {
    /// One of them.
    struct Item: Sendable {
        let delivery: Delivery
        let hold: MessagesInHand.Hold
        /// How often SQS answered and failed with this one.
        var failures = 0
        var due: Duration
    }

    private(set) var items: [Item] = []
    /// How many calls in a row SQS has refused as a whole.
    private(set) var refusals = 0
    private var refusedUntil = Duration.zero
    private(set) var isEnding = false

    /// So many can be deleted in one call.
    static let batchSize = 10
    /// Between two attempts at the end, when time is short.
    private static let longestWaitAtEnd = Duration.seconds(1)

    /// Takes in what SQS failed with just now, or was not even asked for because it refuses.
    mutating func add(_ deliveries: [Delivery], of hold: MessagesInHand.Hold, refusal: ServiceError?, at now: Duration)
    {
        items += deliveries.map { Item(delivery: $0, hold: hold, due: now) }
        // Calls that fail together are one refusal; one that was cancelled is none.
        if let refusal, refusal.class != .cancelled, refusals == 0 { refused(refusal, at: now) }
    }

    /// Takes out up to a batch of those that may be tried now.
    mutating func takeDue(at now: Duration) -> [Item] {
        guard refusedUntil <= now else { return [] }
        let places = items.indices.filter { items[$0].due <= now }.prefix(Self.batchSize)
        let due = places.map { items[$0] }
        for place in places.reversed() { items.remove(at: place) }
        return due
    }

    /// Notes how an attempt went, and takes back what it did not finish.
    mutating func putBack(_ unfinished: [Item], refusal: ServiceError?, at now: Duration) {
        if let refusal {
            refused(refusal, at: now)
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

    /// Takes out all that fulfil a condition.
    mutating func remove(where condition: (Item) -> Bool) -> [Item] {
        let removed = items.filter(condition)
        items.removeAll(where: condition)
        // What SQS thinks of deletions is found out by the next.
        if items.isEmpty, !removed.isEmpty { refusals = 0 }
        return removed
    }

    /// From now on all may be tried, and waits are short.
    mutating func end() {
        isEnding = true
        refusedUntil = .zero
        for place in items.indices { items[place].due = .zero }
    }

    /// How long until one may be tried; nil when there is none.
    func delay(from now: Duration) -> Duration? {
        items.lazy.map(\.due).min().map { max(.zero, max($0, refusedUntil) - now) }
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
