internal import Glibc
internal import Synchronization

/// The one thread that owns a client's handles, and an executor for the Swift code that uses them most.
///
/// A round of the thread: take the mail, let libcurl send and receive, run the jobs that are ready, and wait in
/// `curl_multi_poll` only if all of that has left nothing to do. A request sent by a job is sent in the next round
/// without a lock, a wake-up or a change of threads.
final class ClientThread: TaskExecutor, Sendable {
    private let inbox = Mutex(Inbox())
    /// `pthread_self` of the thread while it runs, else 0.
    private let identity = Atomic<pthread_t>(0)
    // On the client's thread only: used in `run`, or where `isCurrent` has been seen to be true.
    private nonisolated(unsafe) let transfers: Transfers
    private nonisolated(unsafe) var ready: [UnownedJob] = []

    init(_ configuration: CurlClient.Configuration) throws(CurlError) {
        unsafe transfers = try Transfers(configuration)
    }

    private var isCurrent: Bool { identity.load(ordering: .relaxed) == pthread_self() }

    /// Takes on a call, which is answered whatever happens.
    func begin(_ call: Call) {
        if isCurrent {
            guard !Task.isCancelled else { return call.answer(.failure(.cancelled)) }
            return unsafe transfers.start(call)
        }
        // Asked for under the lock: a cancellation that came before this call left its mail before, to no effect; one
        // that comes later finds the call.
        let isTaken = leave { mail in
            guard !Task.isCancelled else { return false }
            mail.calls.append(call)
            return true
        }
        if !isTaken { call.answer(.failure(.cancelled)) }
    }

    /// Ends a call if it has not been answered; any thread may ask.
    func cancel(_ id: UInt64) {
        _ = leave { mail in
            mail.cancellations.append(id)
            return true
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        guard !isCurrent else { return unsafe ready.append(job) }
        let isTaken = leave { mail in
            mail.jobs.append(job)
            return true
        }
        if !isTaken { globalConcurrentExecutor.enqueue(job) }
    }

    /// Asks the thread to end: calls that run are answered with ``CurlError/cancelled``, jobs go to the global
    /// executor.
    func close() {
        change { inbox in
            inbox.isClosing = true
            return true
        }
    }

    /// Leaves something for the thread; false if the thread is gone or `write` had second thoughts.
    private func leave(_ write: (inout Inbox.Mail) -> Bool) -> Bool {
        change { inbox in !inbox.isClosed && write(&inbox.mail) }
    }

    /// Changes the inbox and, if something has changed while the thread waits, wakes it, once the lock is free again.
    @discardableResult
    private func change(_ body: (inout Inbox) -> Bool) -> Bool {
        let (isChanged, mustWake) = inbox.withLock { inbox in
            guard body(&inbox) else { return (false, false) }
            defer { inbox.isAsleep = false }
            return (true, inbox.isAsleep)
        }
        if mustWake { unsafe transfers.wakeUp() }
        return isChanged
    }

    // On the client's thread, from here on.

    /// What the thread does from its first to its last moment.
    func run() {
        identity.store(pthread_self(), ordering: .relaxed)
        var mail = Inbox.Mail()
        var jobs: [UnownedJob] = []
        while take(&mail) {
            deliver(&mail)
            unsafe transfers.perform()
            runReady(&jobs)
            if hasNothingToDo() { unsafe transfers.wait() }
        }
        finish(&mail)
        identity.store(0, ordering: .relaxed)
    }

    /// Takes the mail that has come; false once the client is shut down.
    private func take(_ mail: inout Inbox.Mail) -> Bool {
        inbox.withLock { inbox in
            inbox.isAsleep = false
            swap(&inbox.mail, &mail)
            return !inbox.isClosing
        }
    }

    private func deliver(_ mail: inout Inbox.Mail) {
        guard !mail.isEmpty else { return }
        unsafe ready.append(contentsOf: mail.jobs)
        for call in mail.calls { unsafe transfers.start(call) }
        for id in mail.cancellations { unsafe transfers.cancel(id) }
        mail.clear()
    }

    /// Runs the jobs that are ready now; those they make ready have to wait until the network has had its turn.
    private func runReady(_ jobs: inout [UnownedJob]) {
        unsafe swap(&ready, &jobs)
        let executor = unsafe asUnownedTaskExecutor()
        for job in jobs { unsafe job.runSynchronously(on: executor) }
        jobs.removeAll(keepingCapacity: true)
    }

    /// Whether the thread may wait; from then on whoever leaves something wakes it.
    private func hasNothingToDo() -> Bool {
        guard unsafe ready.isEmpty, unsafe !transfers.hasUnsent else { return false }
        return inbox.withLock { inbox in
            inbox.isAsleep = inbox.mail.isEmpty && !inbox.isClosing
            return inbox.isAsleep
        }
    }

    /// Answers every call and hands every job on, after which nothing is left to this thread.
    private func finish(_ mail: inout Inbox.Mail) {
        deliver(&mail)
        inbox.withLock { inbox in
            inbox.isClosed = true
            swap(&inbox.mail, &mail)
        }
        deliver(&mail)
        unsafe transfers.fail(.cancelled)
        for job in unsafe ready { globalConcurrentExecutor.enqueue(job) }
        unsafe ready = []
    }
}
