internal import CCurl
internal import Synchronization
internal import Threads

/// An HTTP client on libcurl: one thread, one pool of connections, any number of requests at once.
///
/// HTTP/1.1 over TCP or TLS 1.2 and later, with the peer's certificate verified; redirects are answers like any other
/// and are not followed. A request carries its own headers, `Host` and `Content-Length`, and nothing else.
///
/// On a kept connection that the server closed before it answered, libcurl sends the request once more by itself: a
/// request may reach the server twice, also a POST.
package final class CurlClient: Transport {
    /// The versions of libcurl and of the libraries it stands on: `libcurl/7.88.1 OpenSSL/3.0.19 …`.
    package static var version: String { Library.version }

    private let loop: ClientThread
    private let thread: Mutex<PosixThread?>
    private let calls = Atomic<UInt64>(0)

    /// Starts the client's thread.
    ///
    /// Throws a configuration error that names the file if the CA bundle cannot be read, a transient one if there is no
    /// thread to be had. From the first client on the process ignores SIGPIPE.
    package init(_ configuration: Configuration = Configuration()) throws(CurlError) {
        guard Library.start == CURLE_OK else { throw CurlError(Library.start) }
        try configuration.checkFiles()
        let loop = try ClientThread(configuration)
        self.loop = loop
        do throws(ThreadError) {
            thread = Mutex(try PosixThread { loop.run() })
        } catch {
            throw CurlError(kind: .transient, code: 0, message: error.message)
        }
    }

    deinit { shutdown() }

    /// Runs tasks on the client's own thread: for the loops that send most of the requests.
    ///
    /// There a request needs no lock, no wake-up and no change of threads. Only code that never blocks may run there:
    /// while it does, no request makes progress. Jobs that come after ``shutdown()`` run on Swift's global executor
    /// instead.
    package var executor: any TaskExecutor { loop }

    /// Sends a request and returns the answer, whatever its status.
    ///
    /// Throws `.configuration` for a request that is refused unsent (a scheme other than http and https, a malformed
    /// URL, a header with a line break), for a certificate that is not trusted, and for a body over the request's
    /// limit; `.transient` where the network, the server or the time-out ended it; `.cancelled` where the task was
    /// cancelled, before or while it waited, or the client was shut down.
    package func send(_ request: Request) async throws(CurlError) -> Response {
        let id = calls.add(1, ordering: .relaxed).newValue
        let answer = await withTaskCancellationHandler {
            await unsafe withUnsafeContinuation { waiter in
                unsafe loop.begin(Call(id: id, request: request, waiter: waiter))
            }
        } onCancel: {
            loop.cancel(id)
        }
        return try answer.get()
    }

    /// Answers whatever runs with `.cancelled` and returns when the thread has ended; later requests are answered
    /// likewise.
    ///
    /// Called a second time it does nothing. On the client's own thread it cannot wait for that thread's end, and does
    /// not.
    package func shutdown() {
        loop.close()
        // Joined outside the lock: a job on that thread may be calling this too.
        let thread = thread.withLock { $0.take() }
        thread?.join()
    }
}
