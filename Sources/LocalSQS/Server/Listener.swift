import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Where a server listens; it can stop, and listen again at the same port.
final class Listener: Sendable {
    private struct State {
        /// Nil while it does not listen.
        var channel: (any Channel)?
        var port: Int
        var isClosed = false
    }

    /// How often it tries, 50 ms apart, to get back a port that something else has taken meanwhile.
    private static let attempts = 100

    private let service: NIOLoopBound<Service>
    private let loop: any EventLoop
    private let host: String
    private let state: Mutex<State>

    init(host: String, port: Int, for service: NIOLoopBound<Service>, on loop: any EventLoop) {
        self.host = host
        self.service = service
        self.loop = loop
        state = Mutex(State(port: port))
    }

    /// The port it was given, or the one it found.
    var port: Int { state.withLock(\.port) }
    /// Whether it has stopped for good.
    var isClosed: Bool { state.withLock(\.isClosed) }

    /// Listens, after a stop with patience; does nothing when it does already.
    func listen(again: Bool = false) -> EventLoopFuture<Void> {
        listen(attempts: again ? Self.attempts : 1)
    }

    /// Refuses connections from now on, of which those that stand know nothing.
    func stop() -> EventLoopFuture<Void> {
        let channel = state.withLock { state in
            defer { state.channel = nil }
            return state.channel
        }
        return channel?.close() ?? loop.makeSucceededVoidFuture()
    }

    /// Stops for good.
    func close() -> EventLoopFuture<Void> {
        state.withLock { $0.isClosed = true }
        return stop()
    }

    private func listen(attempts: Int) -> EventLoopFuture<Void> {
        guard state.withLock({ $0.channel == nil && !$0.isClosed }) else { return loop.makeSucceededVoidFuture() }
        return bootstrap.bind(host: host, port: port).map { channel in
            self.state.withLock { state in
                state.channel = channel
                state.port = channel.localAddress?.port ?? state.port
            }
        }.flatMapError { error in
            guard attempts > 1 else { return self.loop.makeFailedFuture(error) }
            return self.loop.flatScheduleTask(in: .milliseconds(50)) { self.listen(attempts: attempts - 1) }
                .futureResult
        }
    }

    private var bootstrap: ServerBootstrap {
        ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [service] channel in
                channel.eventLoop.makeCompletedFuture {
                    // Answers are written as bytes, so no encoder stands between the handler and the socket.
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)),
                        HTTPHandler(service.value)
                    )
                }
            }
    }
}
