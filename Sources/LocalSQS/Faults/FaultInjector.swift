/// A plan at work: draws which faults happen, and keeps the record of what they did.
struct FaultInjector {
    private struct Armed {
        let fault: Fault
        var random: SeededRandom
        var opportunities = 0
        var hits = 0

        /// Draws, and tells whether the fault would happen.
        mutating func draw() -> Bool {
            opportunities += 1
            guard opportunities > fault.skip, hits < fault.times ?? .max else { return false }
            return random.happens(at: fault.rate)
        }
    }

    private var armed: [Armed] = []
    private(set) var clockSkew: ClockSkew?
    /// How often each fault has happened, by the name of its kind.
    private(set) var counts: [String: Int] = [:]
    /// How many deliveries of each message nobody could use, by the message's id.
    private(set) var spoiledDeliveries: [String: Int] = [:]
    /// The operation that is being performed.
    private var operation: OperationName?
    /// The ids of the messages that it hands out.
    private(set) var handedOut: [String] = []

    init(_ plan: FaultPlan) {
        replace(with: plan)
    }

    /// Takes other faults; the record goes on.
    mutating func replace(with plan: FaultPlan) {
        var seeds = SeededRandom(seed: plan.seed)
        armed = plan.faults.map { Armed(fault: $0, random: SeededRandom(seed: seeds.next())) }
        clockSkew = plan.clockSkew
    }

    /// Says which operation the next faults are drawn for.
    mutating func begin(_ operation: OperationName) {
        self.operation = operation
        handedOut.removeAll()
    }

    mutating func handOut(_ messageIDs: [String]) {
        handedOut += messageIDs
    }

    /// The fault that the request meets as a whole; it counts when it happens, see ``count(_:)``.
    mutating func drawForRequest() -> Fault? {
        draw { $0.concernsRequests }
    }

    /// Whether a fault of this kind happens now; it counts.
    mutating func strikes(_ kind: Fault.KindName) -> Bool {
        strike(kind) != nil
    }

    /// The fault of this kind that happens now; it counts.
    mutating func strike(_ kind: Fault.KindName) -> Fault? {
        let fault = draw { $0 == kind }
        if fault != nil { count(kind.rawValue) }
        return fault
    }

    mutating func count(_ name: String) {
        counts[name, default: 0] += 1
    }

    mutating func spoil(_ messageIDs: [String]) {
        for id in messageIDs { spoiledDeliveries[id, default: 0] += 1 }
    }

    /// Every fault that could happen draws, whichever does, so that none moves another.
    private mutating func draw(_ matches: (Fault.KindName) -> Bool) -> Fault? {
        var hit: Fault?
        for index in armed.indices {
            let fault = armed[index].fault
            guard matches(fault.kind.name), fault.concerns(operation), armed[index].draw(), hit == nil else { continue }
            armed[index].hits += 1
            hit = fault
        }
        return hit
    }
}
