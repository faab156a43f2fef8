internal import CCurl
internal import Glibc

/// The calls under way, each in a transfer of its own, and idle transfers for those to come.
///
/// Lives on the client's thread, but for ``wakeUp()``.
final class Transfers {
    private let configuration: CurlClient.Configuration
    // Before `multi`, so that the easy handles are freed before the multi handle, as libcurl asks.
    private var running: [Transfer] = []
    private var idle: [Transfer] = []
    private let multi: MultiHandle
    /// Whether a transfer has been started that ``perform()`` has not seen yet.
    private(set) var hasUnsent = false

    init(_ configuration: CurlClient.Configuration) throws(CurlError) {
        self.configuration = configuration
        multi = try MultiHandle()
        try multi.keep(connections: configuration.idleConnections)
        idle.append(try Transfer(configuration))
    }

    /// Starts a call, or answers it at once where its request is refused.
    func start(_ call: Call) {
        do throws(CurlError) {
            let transfer = try nextIdle()
            try transfer.prepare(call)
            try multi.add(transfer.easy)
            transfer.position = running.count
            running.append(transfer)
            hasUnsent = true
        } catch {
            call.answer(.failure(error))
        }
    }

    /// Ends a call at once, its connection with it; nothing happens if it has been answered.
    func cancel(_ id: UInt64) {
        guard let transfer = running.first(where: { $0.call?.id == id }) else { return }
        end(transfer, .failure(.cancelled))
    }

    /// Sends and receives what can be without waiting, and answers the calls that came to their end.
    func perform() {
        hasUnsent = false
        do throws(CurlError) {
            try multi.perform()
        } catch {
            fail(error)
        }
        while let (transfer, result) = multi.nextFinished() {
            end(transfer, transfer.answer(result))
        }
    }

    /// Waits until there is something to do for ``perform()`` or ``wakeUp()`` is called.
    func wait() {
        do throws(CurlError) {
            try multi.poll(timeout: .seconds(60))
        } catch {
            fail(error)
            // libcurl could not wait, for want of memory: without a pause this would spin.
            usleep(100_000)
        }
    }

    /// Ends ``wait()``, the current one or the next; any thread may call it.
    func wakeUp() { multi.wakeUp() }

    /// Answers every call with `error` and closes their connections.
    func fail(_ error: CurlError) {
        while let transfer = running.last { end(transfer, .failure(error)) }
    }

    private func nextIdle() throws(CurlError) -> Transfer {
        guard let transfer = idle.popLast() else { return try Transfer(configuration) }
        return transfer
    }

    private func end(_ transfer: Transfer, _ answer: Call.Answer) {
        multi.remove(transfer.easy)
        let last = running.removeLast()
        if last !== transfer {
            running[transfer.position] = last
            last.position = transfer.position
        }
        if idle.count < configuration.idleConnections { idle.append(transfer) }
        transfer.release()?.answer(answer)
    }
}
