extension Store {
    /// Takes a message; nil leaves the delay to the queue.
    mutating func send(_ message: StoredMessage, to place: Int, delaySeconds: Int?, now: Milliseconds) {
        let delay = delaySeconds ?? queues[place]?.settings.delaySeconds ?? 0
        queues[place]?.add(message, delaySeconds: delay, now: now)
    }

    /// Hands out up to `maximum` messages; nil leaves the visibility timeout to the queue.
    ///
    /// A message that would be received once more than the redrive policy allows goes to the dead-letter queue instead,
    /// if that still exists.
    mutating func receive(
        from place: Int,
        maximum: Int,
        visibilityTimeout: Int?,
        now: Milliseconds
    ) throws(SQSError) -> [Delivery] {
        guard let settings = queues[place]?.settings else { throw .queueDoesNotExist }
        let deadLetterPlace = settings.redrivePolicy.flatMap { places[$0.deadLetterTarget.name] }
        var exhausted: [StoredMessage] = []
        queues[place]?.settle(now: now)
        let deliveries = queues[place]?.receive(
            maximum: maximum,
            visibilityTimeout: visibilityTimeout ?? settings.visibilityTimeout,
            maxReceiveCount: deadLetterPlace == nil ? nil : settings.redrivePolicy?.maxReceiveCount,
            now: now,
            exhausted: &exhausted
        )
        if let deadLetterPlace, !exhausted.isEmpty {
            let source = queues[place]?.arn.text
            for var message in exhausted {
                message.deadLetterSource = source
                queues[deadLetterPlace]?.add(message, delaySeconds: 0, now: now)
            }
        }
        for delivery in deliveries ?? [] where delivery.message.receiveCount == 1 && misbehaviour.deliversTwice() {
            queues[place]?.offerAgain(delivery)
        }
        return deliveries ?? []
    }

    /// Deletes the message that a handle of this queue stands for; a stale handle deletes nothing.
    mutating func delete(_ handle: [UInt8], from place: Int, now: Milliseconds) throws(SQSError) {
        let ticket = try ticket(of: handle, at: place, now: now)
        guard !misbehaviour.failsToDelete(ticket) else { throw .deleteFailed }
        queues[place]?.delete(ticket)
    }

    mutating func changeVisibility(
        of handle: [UInt8],
        at place: Int,
        to seconds: Int,
        now: Milliseconds
    ) throws(SQSError) {
        let ticket = try ticket(of: handle, at: place, now: now)
        try queues[place]?.changeVisibility(of: ticket, to: seconds, now: now)
    }

    private mutating func ticket(
        of handle: [UInt8],
        at place: Int,
        now: Milliseconds
    ) throws(SQSError) -> ReceiptTicket {
        let ticket = try receipts.ticket(of: handle)
        guard ticket.queue == place else { throw .receiptHandleIsInvalid }
        queues[place]?.settle(now: now)
        return ticket
    }

    /// Whether a long poll at this place has something to look at: a message it may have, or that the queue is gone.
    mutating func hasNews(at place: Int, now: Milliseconds) -> Bool {
        queues[place]?.settle(now: now)
        guard let queue = queues[place] else { return true }
        return queue.hasVisibleMessages && !queue.isFull
    }

    /// When the next hidden message of a queue becomes visible.
    func nextRelease(at place: Int) -> Milliseconds? {
        queues[place]?.nextRelease
    }
}
