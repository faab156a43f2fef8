internal import Dispatch
internal import Synchronization

/// What callers have for the ledger's thread, which takes all of it at once.
final class LedgerInbox: Sendable {
    /// An answer that somebody waits for.
    typealias Waiter<Value> = CheckedContinuation<Result<Value, LedgerError>, Never>

    /// What the thread is asked to do.
    enum Request: Sendable {
        case open(Waiter<SQLiteLedger.Opened>)
        case record([LedgerEntry], Waiter<[Verdict]>)
        case takeLateRecords(Waiter<[LedgerEntry]>)
        case contains(MessageKey, Waiter<Bool>)
        case forget([String], Waiter<Void>)
        case probe(Waiter<Void>)
        case confirmDeleted([MessageKey], at: Moment)
        case keepUnconfirmed(seconds: Double)
        case close(Waiter<Void>)

        /// Whether it can lie until something else comes along.
        var canWait: Bool {
            switch self {
            case .confirmDeleted, .keepUnconfirmed: true
            case .open, .record, .takeLateRecords, .contains, .forget, .probe, .close: false
            }
        }
    }

    private struct Mail {
        var requests: [Request] = []
        var isAsleep = false
        /// Nobody looks in: there is no thread yet, or none any more.
        var isClosed = true
    }

    private let mail = Mutex(Mail())
    private let bell = DispatchSemaphore(value: 0)

    /// Leaves a request for the thread; false once there is no thread any more.
    func leave(_ request: Request) -> Bool {
        let (isTaken, mustRing) = mail.withLock { mail in
            guard !mail.isClosed else { return (false, false) }
            mail.requests.append(request)
            guard mail.isAsleep, !request.canWait else { return (true, false) }
            mail.isAsleep = false
            return (true, true)
        }
        if mustRing { bell.signal() }
        return isTaken
    }

    /// There will be a thread; to be called before it starts, because it ends where this is closed.
    func open() { mail.withLock { $0.isClosed = false } }

    /// Asks the thread to end once it has done what is there.
    func close() {
        let mustRing = mail.withLock { mail in
            mail.isClosed = true
            defer { mail.isAsleep = false }
            return mail.isAsleep
        }
        if mustRing { bell.signal() }
    }

    // On the ledger's thread.

    /// Waits until there is something to do and takes all there is; nil when there will be nothing any more.
    func take() -> [Request]? {
        while true {
            let (requests, isClosed) = mail.withLock { mail in
                let mustSleep = !mail.isClosed && mail.requests.allSatisfy(\.canWait)
                mail.isAsleep = mustSleep
                guard !mustSleep else { return ([Request](), false) }
                defer { mail.requests = [] }
                return (mail.requests, mail.isClosed)
            }
            if !requests.isEmpty { return requests }
            if isClosed { return nil }
            bell.wait()
        }
    }
}
