import JSON
import NIOCore

/// The queues behind the wire: answers requests, or keeps long polls until there is something to answer.
///
/// Lives on one event loop, which is what makes its state safe without a lock.
final class Service {
    var store: Store
    private(set) var clock: ServerClock
    var waiting: [WaitingReceive] = []
    let loop: any EventLoop
    private var clients: [ObjectIdentifier: any Client] = [:]
    /// The requests that a fault keeps from being performed yet.
    var held: [ObjectIdentifier: Scheduled<Void>] = [:]
    private var alarm: (at: Milliseconds, task: Scheduled<Void>)?

    init(store: Store, clock: ServerClock, on loop: any EventLoop) {
        self.store = store
        self.clock = clock
        self.loop = loop
    }

    /// The time as answers tell it.
    var now: Milliseconds { clock.now + (store.faults?.clockSkew?.milliseconds ?? 0) }
    var waitingCount: Int { waiting.count }
    var refusesOtherClocks: Bool { store.faults?.refusesOtherClocks ?? false }

    /// Answers a request; nil when the client has to wait for the answer.
    func handle(_ request: ServerRequest, from client: any Client) -> Reply? {
        defer { wake() }
        do throws(SQSError) {
            guard let authorization = request.authorization else { throw .missingAuthenticationToken }
            let operation = try Operations.read(request.target ?? "", body: request.body)
            let now = clock.now
            let caller = Caller(host: request.host, authorization: authorization, arrivedAt: now, now: now)
            guard store.faults == nil else {
                return performUnderFaults(operation, signedAt: request.signedAt, for: caller, from: client)
            }
            return try perform(operation, for: caller, from: client)
        } catch {
            return Reply(error)
        }
    }

    func join(_ client: any Client) {
        clients[ObjectIdentifier(client)] = client
    }

    /// Forgets a client that has gone, and its long poll.
    func leave(_ client: any Client) {
        clients[ObjectIdentifier(client)] = nil
        held.removeValue(forKey: ObjectIdentifier(client))?.cancel()
        waiting.removeAll { $0.client === client }
    }

    /// How many messages every queue holds, by name.
    func counts() -> [String: QueueCounts] {
        var counts: [String: QueueCounts] = [:]
        for name in store.names {
            counts[name] = try? store.queue(at: store.place(named: name), now: clock.now).counts
        }
        return counts
    }

    /// Puts the clock forward, as if so much time had passed at once.
    func advance(by amount: Milliseconds) {
        clock.advance(by: amount)
        wake()
    }

    /// Changes what is in the store, and answers the long polls that wait for such a change.
    func change<Result>(_ body: (inout Store, Milliseconds) -> Result) -> Result {
        defer { wake() }
        return body(&store, clock.now)
    }

    func disconnectAll() {
        for client in clients.values { client.disconnect() }
    }

    func perform(
        _ operation: any Operation,
        for caller: Caller,
        from client: any Client,
        suffering fault: Fault? = nil
    ) throws(SQSError) -> Reply? {
        var answer = JSONWriter(capacity: 512)
        answer.beginObject()
        switch try operation.perform(on: &store, for: caller, writing: &answer) {
        case .answered:
            answer.endObject()
            return Reply(body: answer.bytes)
        case .waits(let place, let until):
            waiting.append(
                WaitingReceive(
                    operation: operation,
                    caller: caller,
                    client: client,
                    place: place,
                    until: until,
                    fault: fault
                )
            )
            return nil
        }
    }

    /// Answers the long polls that can be answered now, the longest waiting first, and sets the alarm for the rest.
    func wake() {
        guard !waiting.isEmpty else { return }
        let now = clock.now
        var replies: [(client: any Client, reply: Reply)] = []
        // A receive can move messages to a queue at which somebody waits, who was looked at before; no chain of
        // dead-letter queues goes over more waits than there are.
        var passes = waiting.count
        while passes > 0, retryDueWaits(now: now, &replies) > 0 { passes -= 1 }
        setAlarm(now: now)
        // Last, because a client may leave while it is answered.
        for (client, reply) in replies { client.receive(reply) }
    }

    /// Performs every waiting receive that may find something, and tells how many there were.
    private func retryDueWaits(now: Milliseconds, _ replies: inout [(client: any Client, reply: Reply)]) -> Int {
        let candidates = waiting
        waiting.removeAll(keepingCapacity: true)
        var retries = 0
        for candidate in candidates {
            guard candidate.until <= now || store.hasNews(at: candidate.place, now: now) else {
                waiting.append(candidate)
                continue
            }
            retries += 1
            if let reply = retry(candidate, now: now) { replies.append((candidate.client, reply)) }
        }
        return retries
    }

    private func retry(_ receive: WaitingReceive, now: Milliseconds) -> Reply? {
        var caller = receive.caller
        caller.now = now
        store.faults?.begin(.receiveMessage)
        return answer(receive.operation, for: caller, from: receive.client, suffering: receive.fault)
    }

    /// Wakes at the next time at which a wait ends or a message becomes visible to it.
    private func setAlarm(now: Milliseconds) {
        let times = waiting.flatMap { [$0.until, store.nextRelease(at: $0.place)].compactMap(\.self) }
        guard let next = times.min() else { return }
        if let alarm {
            if alarm.at <= next { return }
            alarm.task.cancel()
        }
        let delay = TimeAmount.milliseconds(max(next - now, 1))
        let task = loop.assumeIsolated().scheduleTask(in: delay) {
            self.alarm = nil
            self.wake()
        }
        alarm = (next, task)
    }
}
