package import Events
package import Instruments
internal import Synchronization
internal import Threads

/// A ledger in a SQLite file, for one process.
///
/// A commit holds the keys and the totals they changed, and is on the disk when ``record(_:)`` returns: neither a crash
/// nor a power cut loses or doubles anything. One thread has the file. While it commits, callers gather, and the next
/// commit takes them all; so many loops share the cost of one sync.
///
/// The keys of a commit are one blob, and are looked up in memory, which takes 14 to 17 bytes for each
/// (``KeyTable``); the file takes 20 to 26.
package final class SQLiteLedger: Ledger {
    struct Opened {
        var totals: [EventTotals]
        var notices: [String]
    }

    private let settings: LedgerSettings
    private let inbox = LedgerInbox()
    private let thread = Mutex<PosixThread?>(nil)
    private let told = Mutex<[String]>([])

    /// Makes a ledger of the file at `path`; nothing happens before ``open()``.
    ///
    /// - Parameters:
    ///   - path: the file, made if it does not exist, in a directory that does; its log lies beside it as `PATH-wal`.
    ///   - queue: the name of the queue whose messages are recorded; each queue has keys and totals of its own.
    ///   - windowSeconds: how long the key of a deleted message is remembered at least.
    ///   - buckets: of the totals' histograms.
    ///   - now: the wall clock, seconds since 1970.
    package convenience init(
        path: String,
        queue: String,
        windowSeconds: Double,
        buckets: Buckets,
        metrics: LedgerMetrics,
        now: @escaping @Sendable () -> Double
    ) {
        self.init(
            LedgerSettings(
                path: path,
                queue: queue,
                lifetimes: KeyLifetimes(windowSeconds: windowSeconds),
                buckets: buckets,
                metrics: metrics,
                now: now
            )
        )
    }

    init(_ settings: LedgerSettings) { self.settings = settings }

    deinit { end() }

    /// What a person should know about the file, a sentence each; filled by ``open()``.
    package var notices: [String] { told.withLock { $0 } }

    /// Opens the file, or makes it, and reads it: ten million keys in 1.5 s of CPU.
    ///
    /// Throws ``LedgerError/Kind/refused`` where the file is another program's, damaged or of a later version, which
    /// leaves it as it is, and where another process has it. After an error it can be called again.
    package func open() async throws(LedgerError) -> [EventTotals] {
        try start()
        let opened: Opened = try await ask { .open($0) }
        told.withLock { $0 = opened.notices }
        return opened.totals
    }

    /// Records each entry whose key is new, and tells which were, once they are on the disk.
    package func record(_ entries: [LedgerEntry]) async throws(LedgerError) -> [Verdict] {
        try await ask { .record(entries, $0) }
    }

    /// What turned out to be in the file when it was open again.
    package func takeLateRecords() async -> [LedgerEntry] {
        let answer: Result<[LedgerEntry], LedgerError> = await withCheckedContinuation { waiter in
            if !inbox.leave(.takeLateRecords(waiter)) { waiter.resume(returning: .success([])) }
        }
        return (try? answer.get()) ?? []
    }

    /// Whether a message has been recorded already.
    package func contains(_ key: MessageKey) async throws(LedgerError) -> Bool {
        try await ask { .contains(key, $0) }
    }

    /// Takes note of deletions; the note goes into the file with the next commit.
    package func confirmDeleted(_ keys: [MessageKey]) async {
        _ = inbox.leave(.confirmDeleted(keys, at: settings.moment))
    }

    /// Takes the totals of these types out of the file.
    package func forget(_ types: [String]) async throws(LedgerError) {
        try await ask { .forget(types, $0) }
    }

    /// Makes a commit, if only of the notes that wait.
    package func probe() async throws(LedgerError) {
        try await ask { .probe($0) }
    }

    /// Remembers messages whose deletion is not confirmed until so long after they were sent; applies to those to come.
    package func keepUnconfirmed(forSeconds seconds: Double) async {
        _ = inbox.leave(.keepUnconfirmed(seconds: seconds))
    }

    /// Nobody else has a part in it; it never throws.
    package func sharedSummaries() async throws(LedgerError) -> [EventSummary]? { nil }

    /// Answers who waits, writes the last notes, moves the log into the file and closes it.
    package func close() async {
        _ = await withCheckedContinuation { waiter in
            guard inbox.leave(.close(waiter)) else { return waiter.resume(returning: .success(())) }
            inbox.close()
        }
        end()
    }

    private func ask<Value>(
        _ request: (LedgerInbox.Waiter<Value>) -> LedgerInbox.Request
    ) async throws(LedgerError) -> Value {
        let answer = await withCheckedContinuation { waiter in
            guard !inbox.leave(request(waiter)) else { return }
            waiter.resume(returning: .failure(LedgerError(.refused, "the ledger \(settings.path) is not open")))
        }
        return try answer.get()
    }

    private func start() throws(LedgerError) {
        try thread.withLock { thread throws(LedgerError) in
            guard thread == nil else { return }
            let (settings, inbox) = (settings, inbox)
            inbox.open()
            do throws(ThreadError) {
                // More callers gather where the first does not have to make way for the commit it asks for.
                thread = try PosixThread(.batch) { LedgerWorker(settings, inbox).run() }
            } catch {
                inbox.close()
                throw LedgerError(.unavailable, error.message)
            }
        }
    }

    /// Ends the thread; after ``close()`` it is at its end already.
    private func end() {
        inbox.close()
        thread.withLock { $0.take()?.join() }
    }
}
