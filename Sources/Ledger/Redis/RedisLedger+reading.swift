package import Events
import Instruments
import Redis
import Synchronization

extension RedisLedger {
    /// Whether any replica has recorded a message.
    package func contains(_ key: MessageKey) async throws(LedgerError) -> Bool {
        try await counted { () throws(LedgerError) in
            let now = now()
            let inPartitions = keys.partitions(at: now).map { RedisCommand("SISMEMBER", [$0, key.bytes]) }
            let inUnconfirmed = RedisCommand("ZSCORE", [keys.unconfirmed, key.bytes])
            let answers = try await ask([RedisCommand("TIME"), inUnconfirmed] + inPartitions)
            // As in the commit script.
            let present = min(now, answers[0].members?.first?.text.flatMap(Double.init) ?? now)
            if let expiry = answers[1].text.flatMap(Double.init), expiry > present { return true }
            return answers.dropFirst(2).contains(.integer(1))
        }
    }

    /// Count and sum of each type over all replicas there ever were; asked for at most once a second.
    package func sharedSummaries() async throws(LedgerError) -> [EventSummary]? {
        let known = state.withLock(\.summaries)
        if let known, .now - known.at < .seconds(1) { return known.values }
        return try await counted { () throws(LedgerError) in
            let start = ContinuousClock.now
            let replicas = try await ask([RedisCommand("HKEYS", [keys.owners])])[0].members ?? []
            var sums = SharedSums()
            for totals in try await totals(of: replicas.compactMap(\.text)) { sums.add(totals) }
            let summaries = sums.summaries
            state.withLock { $0.summaries = (start, summaries) }
            return summaries
        }
    }

    /// Reads what is read later, so that what cannot be is refused before anything is changed.
    ///
    /// `EVAL` is tried by itself: a server that knows the scripts is not asked for it until it has forgotten them.
    func rehearseReading() async throws(LedgerError) {
        _ = try await ask([RedisCommand("EVAL", "return 1", "0"), RedisCommand("HKEYS", [keys.owners])])
        _ = try await ownTotals()
        _ = try await countRemembered()
    }

    /// The totals of this replica, with their native buckets.
    func ownTotals() async throws(LedgerError) -> [EventTotals] {
        let names = [keys.totals(of: replica), keys.natives(of: replica)]
        let answers = try await ask(names.map { RedisCommand("HGETALL", [$0]) })
        var natives: [[UInt8]: NativeBuckets] = [:]
        for (type, packed) in try fields(answers[1]) {
            guard let read = NativeBuckets(packed: packed) else { throw .strange(server: url) }
            natives[type] = read
        }
        var totals: [EventTotals] = []
        for (type, packed) in try fields(answers[0]) {
            totals.append(try self.totals(of: type, packed, native: natives[type]))
        }
        return totals
    }

    /// All totals of these replicas, however many, in one round trip; without their native buckets.
    func totals(of replicas: [String]) async throws(LedgerError) -> [EventTotals] {
        let answers = try await ask(replicas.map { RedisCommand("HGETALL", [keys.totals(of: $0)]) })
        var totals: [EventTotals] = []
        for answer in answers {
            for (type, packed) in try fields(answer) { totals.append(try self.totals(of: type, packed)) }
        }
        return totals
    }

    private func totals(
        of type: [UInt8],
        _ packed: [UInt8],
        native: NativeBuckets? = nil
    ) throws(LedgerError) -> EventTotals {
        let name = String(decoding: type, as: UTF8.self)
        guard let totals = EventTotals(type: name, packed: packed, native: native, buckets: buckets)
        else { throw .strange(server: url) }
        return totals
    }

    /// The fields and values of a hash.
    func fields(_ answer: RESPValue) throws(LedgerError) -> [(field: [UInt8], value: [UInt8])] {
        let members = answer.members ?? []
        var fields: [(field: [UInt8], value: [UInt8])] = []
        for index in stride(from: 0, to: members.count - 1, by: 2) {
            guard let field = members[index].bytes, let value = members[index + 1].bytes
            else { throw .strange(server: url) }
            fields.append((field, value))
        }
        return fields
    }

    /// How many keys all replicas remember together; as in the commit script.
    func countRemembered() async throws(LedgerError) -> Int {
        let inPartitions = keys.partitions(at: now()).map { RedisCommand("SCARD", [$0]) }
        let counts = try await ask([RedisCommand("ZCARD", [keys.unconfirmed])] + inPartitions)
        return counts.reduce(0) { sum, count in
            if case .integer(let count) = count { sum + Int(count) } else { sum }
        }
    }

    /// Sends commands that change nothing, once more over a new connection if the old one has ended meanwhile.
    func ask(_ commands: [RedisCommand]) async throws(LedgerError) -> [RESPValue] {
        let answers: [RESPValue]
        do throws(RedisError) {
            do throws(RedisError) {
                answers = try await client.send(commands)
            } catch .connectionLost {
                answers = try await client.send(commands)
            }
        } catch {
            throw LedgerError(error, server: url)
        }
        for case .error(let refusal) in answers { throw LedgerError(.refused(refusal), server: url) }
        return answers
    }
}
