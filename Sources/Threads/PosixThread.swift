import Glibc

/// A thread of the operating system, which runs one function and ends: the place for calls that block.
@safe package struct PosixThread: ~Copyable {
    /// How a thread shares the processors with others.
    package enum Scheduling: Sendable {
        /// As every thread does.
        case normal
        /// Its turn comes when it comes: being woken does not interrupt whoever woke it (`SCHED_BATCH`, sched(7)).
        case batch
        /// Its turn comes after that of others: beside one busy thread it gets a tenth of their processor (nice(2), by
        /// 10).
        case background
    }

    private let id: pthread_t

    /// Starts the thread; throws where the system has none to give.
    package init(_ scheduling: Scheduling = .normal, _ body: @escaping @Sendable () -> Void) throws(ThreadError) {
        let box = unsafe Unmanaged.passRetained(
            Body {
                switch scheduling {
                case .normal: break
                case .batch: Self.joinBatch()
                case .background: Self.standBack()
                }
                body()
            }
        )
        var id = pthread_t()
        let failure = unsafe pthread_create(&id, nil, Body.start, box.toOpaque())
        guard failure == 0 else {
            unsafe box.release()
            throw ThreadError(message: "no thread could be started: \(unsafe String(cString: strerror(failure)))")
        }
        self.id = id
    }

    /// Waits until the thread has ended.
    ///
    /// On the thread itself, which could never see its own end, it lets the thread go instead.
    package consuming func join() {
        guard pthread_equal(id, pthread_self()) == 0 else {
            pthread_detach(id)
            return
        }
        pthread_join(id, nil)
    }

    /// Lets the thread go: nobody waits for its end, and the system takes back what it had.
    package consuming func detach() {
        pthread_detach(id)
    }

    /// Where the system refuses, the thread goes on as any other.
    private static func joinBatch() {
        // `SCHED_BATCH`, which Swift's Glibc does not import.
        let batch: Int32 = 3
        var parameters = sched_param()
        _ = unsafe sched_setscheduler(0, batch, &parameters)
    }

    /// Nicer than whoever started it, which no system refuses; on Linux the calling thread alone.
    private static func standBack() {
        _ = nice(10)
    }

    private final class Body: Sendable {
        private let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }

        static let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { body in
            guard let body = unsafe body else { return nil }
            unsafe Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run()
            return nil
        }
    }
}
