extension Store {
    /// Takes a message; nil leaves the delay to the queue.
    mutating func send(_ message: StoredMessage, to place: Int, delaySeconds: Int?, now: Milliseconds) {
        let delay = delaySeconds ?? queues[place]?.settings.delaySeconds ?? 0
        queues[place]?.add(message, delaySeconds: delay, now: now)
        if accepted != nil, let queue = queues[place]?.arn.name { accepted?.append((queue, message)) }
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
        let doubles = faults != nil && doublesNextBatch(from: place, maximum: maximum)
        let timeout = visibilityTimeout ?? settings.visibilityTimeout
        var deliveries =
            queues[place]?.receive(
                // A double takes the place of a message.
                maximum: doubles ? maximum - 1 : maximum,
                visibilityTimeout: timeout,
                maxReceiveCount: deadLetterPlace == nil ? nil : settings.redrivePolicy?.maxReceiveCount,
                now: now,
                exhausted: &exhausted
            ) ?? []
        if let deadLetterPlace, !exhausted.isEmpty {
            let source = queues[place]?.arn.text
            for var message in exhausted {
                message.deadLetterSource = source
                queues[deadLetterPlace]?.add(message, delaySeconds: 0, now: now)
            }
        }
        if faults != nil {
            if doubles { double(&deliveries, at: place, visibilityTimeout: timeout, now: now) }
            meetFaults(&deliveries, at: place)
        }
        return deliveries
    }

    /// Deletes the message that a handle of this queue stands for; a stale handle deletes nothing.
    mutating func delete(_ handle: [UInt8], from place: Int, now: Milliseconds) throws(SQSError) {
        let ticket = try ticket(of: handle, at: place, now: now)
        if faults != nil, try resistsDeletion(ticket, at: place) { return }
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
        if faults?.strikes(.invalidHandle) == true { throw .receiptHandleIsInvalid }
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
