/// One standard queue: its settings, its messages, and which of them a consumer may have.
///
/// Every message has one of the ``MessageSlots``. A visible message is in `visible`, a delayed or received one in
/// `hidden` under the time it comes back, and every one in `ages` by the time it was sent. So sending, receiving and
/// deleting cost next to the same at any depth. Taking a message that another queue gives up does not: it walks past
/// every younger one to its place in `ages`. Time is what the caller says it is.
struct Queue {
    /// The most messages in flight:
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html>.
    static let maximumInFlight = 120_000

    let id: UInt32
    let arn: QueueARN
    let createdAt: Milliseconds
    var modifiedAt: Milliseconds
    var purgedAt: Milliseconds?
    var settings: QueueSettings

    private var slots: MessageSlots
    private var visible = SlotList()
    private var hidden = DeadlineHeap()
    private var ages = SlotList()
    private var delayedCount = 0

    init(id: UInt32, arn: QueueARN, settings: QueueSettings, now: Milliseconds) {
        self.id = id
        self.arn = arn
        self.settings = settings
        slots = MessageSlots(queue: id)
        createdAt = now
        modifiedAt = now
    }

    var hasVisibleMessages: Bool { visible.count > 0 }
    var isFull: Bool { counts.notVisible >= Self.maximumInFlight }
    /// When the next hidden message comes back.
    var nextRelease: Milliseconds? { hidden.firstDeadline }

    var counts: QueueCounts {
        QueueCounts(visible: visible.count, notVisible: hidden.count - delayedCount, delayed: delayedCount)
    }

    /// Makes visible what is due and drops what is older than the retention period.
    mutating func settle(now: Milliseconds) {
        while let slot = hidden.popFirst(dueBy: now) { show(slot) }
        let oldest = now - .seconds(settings.messageRetentionPeriod)
        while let slot = ages.first, let message = slots[slot].message, message.sentAt <= oldest { remove(slot) }
    }

    /// Takes a new message, or one that another queue gives up.
    mutating func add(_ message: StoredMessage, delaySeconds: Int, now: Milliseconds) {
        let slot = slots.occupy(with: message)
        insertByAge(slot, sentAt: message.sentAt)
        guard delaySeconds > 0 else {
            slots[slot].state = .visible
            return visible.append(slot)
        }
        slots[slot].state = .delayed
        delayedCount += 1
        hidden.insert(slot, at: now + .seconds(delaySeconds))
    }

    /// Hands out up to `maximum` messages and hides them for `visibilityTimeout` seconds.
    ///
    /// A message that has been received `maxReceiveCount` times is removed instead, and put into `exhausted`.
    mutating func receive(
        maximum: Int,
        visibilityTimeout: Int,
        maxReceiveCount: Int?,
        now: Milliseconds,
        exhausted: inout [StoredMessage]
    ) -> [Delivery] {
        var deliveries: [Delivery] = []
        // A timeout of 0 puts a message back at once, which must not hand it out twice.
        var candidates = visible.count
        while deliveries.count < maximum, candidates > 0, !isFull, let slot = visible.first {
            candidates -= 1
            guard var message = slots[slot].message else { preconditionFailure("A visible slot has a message.") }
            if let maxReceiveCount, message.receiveCount >= maxReceiveCount {
                remove(slot)
                exhausted.append(message)
                continue
            }
            message.receiveCount += 1
            if message.firstReceivedAt == 0 { message.firstReceivedAt = now }
            slots[slot].message = message
            slots.beginDelivery(of: slot)
            visible.remove(slot)
            hide(slot, since: now, until: now + .seconds(visibilityTimeout), now: now)
            deliveries.append(Delivery(ticket: slots.ticket(of: slot), message: message))
        }
        return deliveries
    }

    /// Shows a message that has just been received once more, in front of all others.
    ///
    /// As when one of the servers that keep it has missed its receive: it is a copy with a ticket of its own, and
    /// deleting either does not delete the other.
    mutating func offerAgain(_ delivery: Delivery) {
        let slot = slots.occupy(with: delivery.message)
        ages.insert(slot, after: Int(delivery.ticket.slot))
        slots[slot].state = .visible
        visible.insert(slot, after: nil)
    }

    /// Hands a message that has just been received out once more at once: a copy, as above.
    mutating func deliverCopy(of delivery: Delivery, visibilityTimeout: Int, now: Milliseconds) -> Delivery {
        let slot = slots.occupy(with: delivery.message)
        ages.insert(slot, after: Int(delivery.ticket.slot))
        slots.beginDelivery(of: slot)
        hide(slot, since: now, until: now + .seconds(visibilityTimeout), now: now)
        return Delivery(ticket: slots.ticket(of: slot), message: delivery.message)
    }

    /// Lets a delivery resist its deletion until its message is received again.
    mutating func makeUndeletable(_ ticket: ReceiptTicket) {
        if let slot = slots.slot(of: ticket) { slots[slot].isUndeletable = true }
    }

    func isUndeletable(_ ticket: ReceiptTicket) -> Bool {
        slots.slot(of: ticket).map { slots[$0].isUndeletable } ?? false
    }

    /// Every message with its state, the youngest first.
    var contents: [(message: StoredMessage, state: MessageState)] {
        var contents: [(message: StoredMessage, state: MessageState)] = []
        var next = ages.last
        while let slot = next {
            if let message = slots[slot].message { contents.append((message, slots[slot].state)) }
            next = ages.slot(before: slot)
        }
        return contents
    }

    /// Deletes the message of a ticket; a stale ticket deletes nothing, which is no error.
    mutating func delete(_ ticket: ReceiptTicket) {
        if let slot = slots.slot(of: ticket) { remove(slot) }
    }

    /// Hides a message in flight for so many seconds from now; 0 makes it visible at once.
    mutating func changeVisibility(of ticket: ReceiptTicket, to seconds: Int, now: Milliseconds) throws(SQSError) {
        guard let slot = slots.slot(of: ticket) else { throw .messageNotAvailable }
        guard case .inFlight(let since) = slots[slot].state else { throw .messageNotInFlight }
        guard now + .seconds(seconds) <= since + .seconds(Limits.visibilityTimeout.upperBound) else {
            throw .visibilityBeyondLimit(seconds)
        }
        hidden.remove(slot)
        hide(slot, since: since, until: now + .seconds(seconds), now: now)
    }

    /// Removes every message, in flight or not.
    mutating func purge(now: Milliseconds) {
        while let slot = ages.first { remove(slot) }
        purgedAt = now
    }

    /// Messages are sent in order of time; only one that comes from another queue can be older than the youngest.
    private mutating func insertByAge(_ slot: Int, sentAt: Milliseconds) {
        var predecessor = ages.last
        while let candidate = predecessor, let other = slots[candidate].message, other.sentAt > sentAt {
            predecessor = ages.slot(before: candidate)
        }
        ages.insert(slot, after: predecessor)
    }

    private mutating func hide(_ slot: Int, since: Milliseconds, until deadline: Milliseconds, now: Milliseconds) {
        guard deadline > now else { return show(slot) }
        slots[slot].state = .inFlight(since: since)
        hidden.insert(slot, at: deadline)
    }

    /// Puts a slot that is neither visible nor hidden at the end of the visible ones.
    private mutating func show(_ slot: Int) {
        if slots[slot].state == .delayed { delayedCount -= 1 }
        slots[slot].state = .visible
        visible.append(slot)
    }

    private mutating func remove(_ slot: Int) {
        switch slots[slot].state {
        case .visible: visible.remove(slot)
        case .delayed:
            hidden.remove(slot)
            delayedCount -= 1
        case .inFlight: hidden.remove(slot)
        }
        ages.remove(slot)
        slots.vacate(slot)
    }
}
