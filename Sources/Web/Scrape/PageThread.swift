internal import Dispatch
import Glibc
import Synchronization
import Threads

/// The thread on which snapshots are taken and pages are made: one, whose turn comes after that of all others.
///
/// Forty scrapes of a hundred thousand series keep every processor busy, if they may. Events come first: a page that is
/// a little later costs nothing, and a queue that grows does.
final class PageThread: SerialExecutor {
    private let jobs = Jobs()

    init() throws(ThreadError) {
        // It ends by itself; nobody waits for that.
        try PosixThread(.background) { [jobs] in
            while let job = jobs.take() {
                job.run()
                Self.letOthersRun()
            }
        }.detach()
    }

    deinit { jobs.close() }

    /// Offers the processor to any thread that waits for it; for between two pieces of work that takes a while.
    ///
    /// On Linux 6.6 and later (EEVDF) a thread that is woken waits until the one that runs has had its slice of some
    /// milliseconds, however nice that one is.
    static func letOthersRun() { sched_yield() }

    func enqueue(_ job: consuming ExecutorJob) {
        jobs.leave(unsafe Job(UnownedJob(job), on: asUnownedSerialExecutor()))
    }
}

extension PageThread {
    /// A piece of an actor's work.
    ///
    /// Safe, because the actor, and with it this executor, lives until that is done.
    @safe private struct Job {
        private let job: UnownedJob
        private let executor: UnownedSerialExecutor

        init(_ job: UnownedJob, on executor: UnownedSerialExecutor) {
            self.job = job
            unsafe self.executor = executor
        }

        func run() { unsafe job.runSynchronously(on: executor) }
    }

    private final class Jobs: Sendable {
        private let waiting = Mutex<[Job]>([])
        private let bell = DispatchSemaphore(value: 0)

        func leave(_ job: Job) {
            waiting.withLock { $0.append(job) }
            bell.signal()
        }

        /// Rings once more than there are jobs.
        func close() { bell.signal() }

        /// Waits for a job; nil when there will be none any more.
        func take() -> Job? {
            bell.wait()
            return waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        }
    }
}
