/// All queues of a server and what can be done with them; every call says what time it is.
///
/// A queue keeps its place in the store for good, so that a receipt handle never fits another queue.
struct Store {
    let receipts: ReceiptHandles
    /// Nil while nothing has ever been asked to go wrong.
    var faults: FaultInjector?
    /// Every message that was ever taken; nil when nobody wants to know.
    var accepted: [(queue: String, message: StoredMessage)]?
    var queues: [Queue?] = []
    var places: [String: Int] = [:]

    init(receipts: ReceiptHandles = ReceiptHandles(), faults: FaultPlan = .none, recordsAccepted: Bool = false) {
        self.receipts = receipts
        if !faults.isEmpty { self.faults = FaultInjector(faults) }
        if recordsAccepted { accepted = [] }
    }

    /// The names of all queues, in order.
    var names: [String] { places.keys.sorted() }

    /// The place of the queue a URL names; SQS takes a bare name as well.
    func place(of url: String) throws(SQSError) -> Int {
        guard let name = url.split(separator: "/", omittingEmptySubsequences: false).last, !name.isEmpty else {
            throw url.isEmpty ? .missingParameter("QueueUrl") : .invalidAddress(url)
        }
        return try place(named: String(name))
    }

    func place(named name: String) throws(SQSError) -> Int {
        guard let place = places[name] else { throw .queueDoesNotExist }
        return place
    }

    /// A queue as it is now, to look at.
    mutating func queue(at place: Int, now: Milliseconds) throws(SQSError) -> Queue {
        queues[place]?.settle(now: now)
        guard let queue = queues[place] else { throw .queueDoesNotExist }
        return queue
    }

    func settings(at place: Int) -> QueueSettings {
        queues[place]?.settings ?? QueueSettings()
    }

    /// Whether so many messages are in flight that none can be received.
    func isFull(at place: Int) -> Bool {
        queues[place]?.isFull ?? false
    }

    /// Creates a queue, or finds one of the same name that agrees with all attributes given.
    mutating func createQueue(_ arn: QueueARN, attributes: [String: String], now: Milliseconds) throws(SQSError) {
        if let existing = places[arn.name].flatMap({ queues[$0] }) {
            for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
                var settings = existing.settings
                try settings.set(name, to: value)
                guard settings == existing.settings else { throw .queueNameExists(name) }
            }
            return
        }
        add(arn, try changed(QueueSettings(), attributes), now: now)
    }

    /// Adds a queue whose name is free.
    mutating func add(_ arn: QueueARN, _ settings: QueueSettings, now: Milliseconds) {
        places[arn.name] = queues.count
        queues.append(Queue(id: UInt32(queues.count), arn: arn, settings: settings, now: now))
    }

    mutating func setAttributes(_ attributes: [String: String], at place: Int, now: Milliseconds) throws(SQSError) {
        guard let settings = queues[place]?.settings else { throw .queueDoesNotExist }
        let wanted = try changed(settings, attributes)
        queues[place]?.settings = wanted
        queues[place]?.modifiedAt = now
    }

    mutating func deleteQueue(at place: Int) {
        if let name = queues[place]?.arn.name { places[name] = nil }
        queues[place] = nil
    }

    /// Removes all messages; once a minute, as SQS has it.
    mutating func purge(at place: Int, now: Milliseconds) throws(SQSError) {
        if let queue = queues[place], let purgedAt = queue.purgedAt {
            let isOver = now - purgedAt >= .seconds(Limits.secondsBetweenPurges)
            guard isOver else { throw .purgeInProgress(queue.arn.name) }
        }
        queues[place]?.purge(now: now)
    }

    /// The queues that give up their messages to this one.
    func sources(ofDeadLetterQueueAt place: Int) -> [String] {
        names.filter { name in
            let target = places[name].flatMap { queues[$0]?.settings.redrivePolicy?.deadLetterTarget.name }
            return target.flatMap { places[$0] } == place
        }
    }

    private func changed(_ settings: QueueSettings, _ attributes: [String: String]) throws(SQSError) -> QueueSettings {
        var settings = settings
        for (name, value) in attributes { try settings.set(name, to: value) }
        if let policy = settings.redrivePolicy, places[policy.deadLetterTarget.name] == nil {
            throw .invalidRedrivePolicy(policy.json, reason: "Dead letter target does not exist.")
        }
        return settings
    }
}
