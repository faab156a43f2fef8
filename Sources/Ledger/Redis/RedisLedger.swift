package import Instruments
package import Redis
import Synchronization

/// A ledger in Redis or Valkey that several exporters share: a message counts once, whichever of them it comes to.
///
/// The keys of messages are everybody's. The totals are each replica's own, so that the sum over all replicas is the
/// truth; a replica that starts again under its id goes on from where it stopped. One script per commit decides which
/// messages are new, remembers them, and adds them up, as one: between two commits the store is always whole.
///
/// A replica's id belongs to one process at a time. Of two, the one that opened later counts, and the other's commits
/// are refused from then on.
///
/// When a connection ends before the answer, the commit may have been done. Then the ledger claims its replica anew,
/// which also keeps a commit that is still on its way from being done late, and reads what the last commit was. If that
/// can be done at once, the callers notice nothing. If not, they get an error; should it turn out later that the commit
/// was done, what it recorded is late (``takeLateRecords()``).
///
/// The ACL user needs `EVAL`, `EVALSHA`, `HGET`, `HSET`, `HDEL`, `HKEYS`, `HGETALL`, `SADD`, `SCARD`, `SISMEMBER`,
/// `ZADD`, `ZCARD`, `ZREM`, `ZREMRANGEBYSCORE`, `ZSCORE`, `EXPIRE`, `TIME` and `SELECT` on the keys
/// `{sqs-exporter:QUEUE}:*`; `CONFIG GET`, `MEMORY USAGE` and `CLIENT SETNAME` are useful and not needed.
package final class RedisLedger: Ledger {
    let client: RedisClient
    let url: RedisURL
    let replica: String
    let keys: RedisKeys
    let buckets: Buckets
    let metrics: LedgerMetrics
    let now: @Sendable () -> Double
    let state: Mutex<State>
    let progress = Mutex(Progress())
    private let group = GroupCommit(largestCommit: 1000)

    /// A ledger that connects when it is opened.
    ///
    /// - Parameters:
    ///   - caFile: with `rediss:`, who is trusted to sign the server's certificate; nil for those the system trusts.
    ///   - queue: the name of the queue; ledgers of different queues do not see each other.
    ///   - replica: this exporter's id, which no other may have at the same time.
    ///   - windowSeconds: how long the key of a deleted message is remembered at least; the same for all replicas.
    ///   - buckets: of the histogram of values.
    ///   - now: the wall clock, seconds since 1970.
    package init(
        url: RedisURL,
        caFile: String? = nil,
        queue: String,
        replica: String,
        windowSeconds: Double = 3600,
        buckets: Buckets,
        metrics: LedgerMetrics,
        now: @escaping @Sendable () -> Double
    ) {
        self.url = url
        self.replica = replica
        self.buckets = buckets
        self.metrics = metrics
        self.now = now
        let lifetimes = KeyLifetimes(windowSeconds: windowSeconds)
        keys = RedisKeys(queue: queue, lifetimes: lifetimes)
        state = Mutex(State(lifetimes: lifetimes))
        client = RedisClient(RedisOptions(url: url, caFile: caFile, clientName: "sqs-exporter"))
    }

    /// What about the server's settings weakens the promise, a sentence each; known once the ledger is open.
    package var notices: [String] { state.withLock(\.notices) }

    /// Claims the replica and returns its totals.
    ///
    /// Throws as ``Ledger/open()`` says; where it throws ``LedgerError/Kind/unavailable`` it may be called again.
    package func open() async throws(LedgerError) -> [EventTotals] {
        try await counted { () throws(LedgerError) in
            try await rehearseReading()
            _ = try await claim(.open)
            try await restartHistograms()
            let totals = try await ownTotals()
            metrics.rememberedMessages.set(Double(try await countRemembered()))
            await measureSize()
            let notices = await findNotices()
            state.withLock { state in
                state.notices += notices
                state.isOpen = true
            }
            return totals
        }
    }

    /// Records each entry whose key is new to all replicas, and tells which were.
    package func record(_ entries: [LedgerEntry]) async throws(LedgerError) -> [Verdict] {
        try await group(entries) { entries throws(LedgerError) in
            try await counted { () throws(LedgerError) in try await commit(entries) }
        }
    }

    /// What turned out to be in the store when it answered again.
    package func takeLateRecords() async -> [LedgerEntry] {
        progress.withLock { progress in
            defer { progress.late = [] }
            return progress.late
        }
    }

    /// Takes note of deletions; the next commit carries them.
    ///
    /// Once in a while it also asks for the size, because nobody waits for a verdict here.
    package func confirmDeleted(_ keys: [MessageKey]) async {
        let isOpen = state.withLock { state in
            state.confirmed += keys
            return state.isOpen
        }
        if isOpen { await measureSize() }
    }

    /// Takes the totals of these types of this replica's out of the store, with the next commit.
    package func forget(_ types: [String]) async throws(LedgerError) {
        state.withLock { state in
            for type in types.map({ Array($0.utf8) }) where !state.forgotten.contains(type) {
                state.forgotten.append(type)
            }
        }
        try await probe()
    }

    /// Makes a commit of no messages.
    package func probe() async throws(LedgerError) {
        _ = try await record([])
    }

    /// Remembers messages whose deletion is not confirmed until so long after they were sent; applies to those to come.
    package func keepUnconfirmed(forSeconds seconds: Double) async {
        state.withLock { $0.lifetimes.unconfirmedSeconds = seconds }
    }

    /// Commits the deletions that are left and ends the connection.
    package func close() async {
        let hasRest = state.withLock { $0.isOpen && !$0.confirmed.isEmpty }
        if hasRest { try? await probe() }
        state.withLock { $0.isOpen = false }
        await client.close()
    }

    /// Runs an operation, and counts it if it fails.
    func counted<Value>(
        _ operation: () async throws(LedgerError) -> Value
    ) async throws(LedgerError) -> Value {
        do throws(LedgerError) {
            return try await operation()
        } catch {
            metrics.errors.increment()
            throw error
        }
    }
}
