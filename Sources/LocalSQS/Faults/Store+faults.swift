/// What faults do to messages on their way out and to their deletion; called only where there are faults.
extension Store {
    /// Whether the next receive is to hand out one message twice.
    mutating func doublesNextBatch(from place: Int, maximum: Int) -> Bool {
        guard maximum > 1, let queue = queues[place], queue.hasVisibleMessages, !queue.isFull else { return false }
        return faults?.strikes(.duplicate) ?? false
    }

    /// Puts a copy of the first delivery behind it.
    mutating func double(
        _ deliveries: inout [Delivery],
        at place: Int,
        visibilityTimeout: Int,
        now: Milliseconds
    ) {
        guard
            let first = deliveries.first,
            let copy = queues[place]?.deliverCopy(of: first, visibilityTimeout: visibilityTimeout, now: now)
        else { return }
        deliveries.insert(copy, at: 1)
    }

    /// Draws what happens to each message that is about to be handed out.
    mutating func meetFaults(_ deliveries: inout [Delivery], at place: Int) {
        let ids = deliveries.map(\.message.id)
        for index in deliveries.indices {
            let delivery = deliveries[index]
            if delivery.message.receiveCount == 1, faults?.strikes(.deliverTwice) == true {
                queues[place]?.offerAgain(delivery)
            }
            if faults?.strikes(.undeletable) == true { queues[place]?.makeUndeletable(delivery.ticket) }
            if faults?.strikes(.wrongMD5) == true {
                deliveries[index].message.spoilMD5()
                faults?.spoil([ids[index]])
            }
        }
        faults?.handOut(ids)
    }

    /// Whether a delivery stays although its deletion succeeds; throws where the deletion fails.
    mutating func resistsDeletion(_ ticket: ReceiptTicket, at place: Int) throws(SQSError) -> Bool {
        if queues[place]?.isUndeletable(ticket) == true { throw .deleteFailed }
        return faults?.strikes(.redeliverDeleted) ?? false
    }
}
