internal import Dispatch
internal import Foundation
internal import Glibc
internal import Synchronization

/// An HTTP/1.1 server on a free port of 127.0.0.1 that answers by a script and keeps what it was sent.
///
/// Every connection has a thread of its own, so a script may block. Stops when ``stop()`` is called, or with the last
/// reference.
///
/// ```swift
/// let server = try LoopbackServer { request in
///     request.target == "/slow" ? .pause(.seconds(20)) : .status(200, body: "{}")
/// }
/// ```
package final class LoopbackServer: Sendable {
    package typealias Script = @Sendable (LoopbackRequest) -> LoopbackAnswer

    /// Why the server did not start: the call that failed, and `errno`.
    package struct Failure: Error {
        package let call: String
        package let code: Int32
    }

    package let port: UInt16
    private let listener: Int32
    private let book = LoopbackBook()
    private let threads = DispatchGroup()

    package init(_ script: @escaping Script) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { throw Failure(call: "socket", code: errno) }
        port = try Self.listen(on: listener)
        spawn { [listener, book, threads] in
            while case let descriptor = accept(listener, nil, nil), descriptor >= 0 {
                guard let number = book.open(descriptor) else { break }
                Self.spawn(in: threads) {
                    LoopbackConnection(descriptor: descriptor, number: number, book: book).serve(script)
                    book.close(number)
                }
            }
        }
    }

    /// A server that gives these answers in turn, and the last of them from then on.
    package convenience init(_ answers: LoopbackAnswer...) throws {
        let given = Mutex(0)
        try self.init { _ in
            given.withLock { given in
                defer { given += 1 }
                return answers.isEmpty ? .status(200) : answers[min(given, answers.count - 1)]
            }
        }
    }

    deinit { stop() }

    /// `http://127.0.0.1:…`, without a slash at the end.
    package var url: String { "http://127.0.0.1:\(port)" }
    /// Every complete request so far, in the order of arrival.
    package var requests: [LoopbackRequest] { book.requests }
    /// How many connections have been accepted so far.
    package var connections: Int { book.connections }
    /// How many connections are open now.
    package var openConnections: Int { book.openConnections }

    /// Closes the port and every connection, and waits until its threads have ended; again has no effect.
    package func stop() {
        guard book.stop() else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        threads.wait()
        close(listener)
    }

    private func spawn(_ body: @escaping @Sendable () -> Void) { Self.spawn(in: threads, body) }

    private static func spawn(in threads: DispatchGroup, _ body: @escaping @Sendable () -> Void) {
        threads.enter()
        Thread.detachNewThread {
            body()
            threads.leave()
        }
    }

    private static func listen(on listener: Int32) throws -> UInt16 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(listener, address, length) == 0 && Glibc.listen(listener, 1024) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isBound else {
            defer { close(listener) }
            throw Failure(call: "bind", code: errno)
        }
        return UInt16(bigEndian: address.sin_port)
    }
}
