internal import Glibc
internal import Synchronization

/// What a ``LoopbackServer`` has seen, and the connections it has open.
final class LoopbackBook: Sendable {
    private struct State {
        var requests: [LoopbackRequest] = []
        var connections = 0
        /// Descriptors by the number of their connection.
        var open: [Int: Int32] = [:]
        var isStopped = false
    }

    private let state = Mutex(State())

    var requests: [LoopbackRequest] { state.withLock { $0.requests } }
    var connections: Int { state.withLock { $0.connections } }
    var openConnections: Int { state.withLock { $0.open.count } }

    /// Numbers a new connection; nil, and the connection closed, once the server is stopped.
    func open(_ descriptor: Int32) -> Int? {
        state.withLock { state in
            guard !state.isStopped else {
                Glibc.close(descriptor)
                return nil
            }
            // A child process that held on to it would keep the connection from closing.
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            state.connections += 1
            state.open[state.connections] = descriptor
            return state.connections
        }
    }

    func close(_ number: Int) {
        state.withLock { state in
            guard let descriptor = state.open.removeValue(forKey: number) else { return }
            Glibc.close(descriptor)
        }
    }

    func add(_ request: LoopbackRequest) { state.withLock { $0.requests.append(request) } }

    /// Ends whatever the connections wait for; false if that has been done before.
    func stop() -> Bool {
        state.withLock { state in
            guard !state.isStopped else { return false }
            state.isStopped = true
            for descriptor in state.open.values { shutdown(descriptor, Int32(SHUT_RDWR)) }
            return true
        }
    }
}
