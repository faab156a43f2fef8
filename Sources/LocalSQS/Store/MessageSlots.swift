/// Places for messages, whose index and generation make up a ticket.
struct MessageSlots {
    /// A place, and what becomes of the message in it.
    struct Slot {
        var message: StoredMessage?
        var state = MessageState.visible
        /// Grows with every receive and removal, so that a ticket of either is stale.
        fileprivate var generation: UInt32 = 0
        /// What a fault makes of this delivery, until the next.
        var isUndeletable = false
    }

    private let queue: UInt32
    private var slots: [Slot] = []
    private var free: [Int] = []

    /// No places yet; the queue's number is in every ticket.
    init(queue: UInt32) {
        self.queue = queue
    }

    subscript(slot: Int) -> Slot {
        get { slots[slot] }
        _modify { yield &slots[slot] }
    }

    /// Puts a message into a free place.
    mutating func occupy(with message: StoredMessage) -> Int {
        let slot = free.popLast() ?? slots.count
        if slot == slots.count { slots.append(Slot()) }
        slots[slot].message = message
        return slot
    }

    /// Takes the message out; its tickets are stale from now on.
    mutating func vacate(_ slot: Int) {
        slots[slot].message = nil
        slots[slot].generation &+= 1
        free.append(slot)
    }

    /// Begins a delivery: the tickets of those before are stale from now on.
    mutating func beginDelivery(of slot: Int) {
        slots[slot].generation &+= 1
        slots[slot].isUndeletable = false
    }

    /// The ticket of a message's present delivery.
    func ticket(of slot: Int) -> ReceiptTicket {
        ReceiptTicket(queue: queue, slot: UInt32(slot), generation: slots[slot].generation)
    }

    /// The place of a ticket that is not stale.
    func slot(of ticket: ReceiptTicket) -> Int? {
        let slot = Int(ticket.slot)
        guard slot < slots.count, slots[slot].generation == ticket.generation else { return nil }
        return slots[slot].message == nil ? nil : slot
    }
}
