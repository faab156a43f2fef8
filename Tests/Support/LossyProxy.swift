import Foundation
import Glibc
import Synchronization

/// Passes bytes on between clients and a server of 127.0.0.1, and spoils the next command if it is told to.
///
/// Every direction of every connection has a thread of its own. What a client sends at once counts as one command.
package final class LossyProxy: Sendable {
    /// What happens to a command; the client's connection is closed in every case.
    package enum Fault: Sendable {
        case loseCommand
        /// The server gets the command, and its answer goes nowhere.
        case loseAnswer
        /// The server gets the command when ``deliverDelayed()`` is called.
        case delayCommand
    }

    private struct State {
        var fault: Fault?
        /// The bytes by which the command to be spoilt is known.
        var mark: [UInt8] = []
        var refuses = false
        var delayed: (server: Int32, command: [UInt8])?
        var descriptors: [Int32] = []
        var lostAnswers = 0
    }

    package let port: Int
    private let serverPort: Int
    private let listener: Int32
    private let state = Mutex(State())

    /// A proxy to the server on a port.
    package init(to serverPort: Int) throws {
        self.serverPort = serverPort
        port = try FreePort.find()
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var reuse: Int32 = 1
        unsafe setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        let isListening = unsafe Self.withAddress(port: port) { address, length in
            unsafe bind(listener, address, length) == 0 && listen(listener, 64) == 0
        }
        guard isListening else { throw FreePort.Failure(code: errno) }
        Thread.detachNewThread { [weak self, listener] in
            while case let client = Glibc.accept(listener, nil, nil), client >= 0 { self?.serve(client) }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        for descriptor in state.withLock(\.descriptors) { close(descriptor) }
    }

    /// Spoils the next command of any client that contains a text; with `refusing`, there are no new connections until
    /// ``accept()``.
    package func spoilNext(_ fault: Fault, containing mark: String = "", refusing: Bool = false) {
        state.withLock { state in
            state.fault = fault
            state.mark = Array(mark.utf8)
            state.refuses = refusing
        }
    }

    /// Serves connections again.
    package func accept() {
        state.withLock { $0.refuses = false }
    }

    /// Whether a fault that was asked for has happened.
    package var hasSpoiled: Bool { state.withLock { $0.fault == nil } }

    /// Sends the delayed command to the server, and returns when that has answered; the answer goes nowhere.
    package func deliverDelayed() async throws {
        guard let delayed = state.withLock(\.delayed) else { return }
        Self.send(delayed.command, to: delayed.server)
        try await waitUntil("the delayed command is answered") { state.withLock(\.lostAnswers) > 0 }
    }

    private func serve(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let isConnected = unsafe Self.withAddress(port: serverPort) { unsafe connect(server, $0, $1) == 0 }
        state.withLock { $0.descriptors += [client, server] }
        guard isConnected, !state.withLock(\.refuses) else { return Self.hangUp(client) }
        let loss = Loss()
        Thread.detachNewThread { [self] in passCommands(from: client, to: server, loss) }
        Thread.detachNewThread { [self] in passAnswers(from: server, to: client, loss) }
    }

    private func passCommands(from client: Int32, to server: Int32, _ loss: Loss) {
        while case let bytes = Self.receive(from: client), !bytes.isEmpty {
            let fault: Fault? = state.withLock { state in
                guard state.mark.isEmpty || bytes.contains(state.mark) else { return nil }
                defer { state.fault = nil }
                if state.fault == .delayCommand { state.delayed = (server, bytes) }
                return state.fault
            }
            switch fault {
            case nil: Self.send(bytes, to: server)
            case .loseAnswer:
                loss.ofAnswers.store(true, ordering: .sequentiallyConsistent)
                Self.send(bytes, to: server)
            case .loseCommand: Self.hangUp(server)
            // The server's side stays open for the command.
            case .delayCommand:
                loss.ofAnswers.store(true, ordering: .sequentiallyConsistent)
                return Self.hangUp(client)
            }
        }
        Self.hangUp(server)
    }

    private func passAnswers(from server: Int32, to client: Int32, _ loss: Loss) {
        while case let bytes = Self.receive(from: server), !bytes.isEmpty {
            if loss.ofAnswers.load(ordering: .sequentiallyConsistent) {
                state.withLock { $0.lostAnswers += 1 }
                break
            }
            Self.send(bytes, to: client)
        }
        Self.hangUp(client)
    }

    private final class Loss: Sendable {
        let ofAnswers = Atomic(false)
    }

    private static func receive(from descriptor: Int32) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
            unsafe count = max(recv(descriptor, buffer.baseAddress, buffer.count, 0), 0)
        }
    }

    private static func send(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes { bytes in
                unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    private static func hangUp(_ descriptor: Int32) { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private static func withAddress<Result>(
        port: Int,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        return unsafe withUnsafePointer(to: address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe body(address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
