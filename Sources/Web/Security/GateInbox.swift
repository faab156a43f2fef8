internal import Dispatch
internal import Synchronization

/// What requests have for the gate's thread: passwords, checked one at a time.
final class GateInbox: Sendable {
    /// A password and who waits for the verdict.
    struct Request: Sendable {
        var check: PasswordCheck
        var waiter: CheckedContinuation<Bool, Never>
    }

    /// As many as connections may be open: more are of clients that have gone.
    private static let limit = 256

    private struct Mail {
        var requests: [Request] = []
        /// There is no thread yet, or none any more.
        var isClosed = true
    }

    private let mail = Mutex(Mail())
    private let bell = DispatchSemaphore(value: 0)

    /// Has a password checked; false where there is no thread, or no room for one more.
    func verdict(of check: PasswordCheck) async -> Bool {
        await withCheckedContinuation { waiter in
            let isTaken = mail.withLock { mail in
                guard !mail.isClosed, mail.requests.count < Self.limit else { return false }
                mail.requests.append(Request(check: check, waiter: waiter))
                return true
            }
            if isTaken { bell.signal() } else { waiter.resume(returning: false) }
        }
    }

    /// There will be a thread; to be called before it starts.
    func open() { mail.withLock { $0.isClosed = false } }

    /// Asks the thread to end; who still waits is refused.
    func close() {
        let waiting = mail.withLock { mail in
            mail.isClosed = true
            defer { mail.requests = [] }
            return mail.requests
        }
        for request in waiting { request.waiter.resume(returning: false) }
        bell.signal()
    }

    var isClosed: Bool { mail.withLock(\.isClosed) }

    // On the gate's thread.

    /// Waits for a request, a second at most.
    func take() -> Request? {
        _ = bell.wait(timeout: .now() + .seconds(1))
        return mail.withLock { $0.requests.isEmpty ? nil : $0.requests.removeFirst() }
    }
}
