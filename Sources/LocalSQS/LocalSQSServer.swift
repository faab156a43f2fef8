package import Logging
import NIOCore
import NIOHTTP1
import NIOPosix

/// An SQS-compatible server in this process: standard queues over AWS JSON 1.0, kept in memory.
///
/// One thread of its own owns all queues and connections. Requests without an `Authorization` header are refused, but
/// signatures are not verified: every key and secret will do. `GET /health` tells that it is up.
package struct LocalSQSServer: Sendable {
    /// Where clients find it: `http://127.0.0.1:9324`.
    package let endpoint: String

    private let group: MultiThreadedEventLoopGroup
    private let service: NIOLoopBound<Service>
    private let channel: any Channel

    /// Starts a server and returns when it listens.
    ///
    /// - Parameters:
    ///   - host: a name or an address to listen at, without brackets.
    ///   - port: 0 takes any free port.
    ///   - misbehaviour: what it does wrong on purpose.
    ///   - clock: tells the time in milliseconds since 1970; it must not go back. The time of day by default.
    package static func start(
        host: String = "127.0.0.1",
        port: Int = 0,
        misbehaviour: Misbehaviour = .none,
        clock: @escaping @Sendable () -> Milliseconds = timeOfDay(),
        logger: Logger = Logger(label: "LocalSQS")
    ) async throws(LocalSQSError) -> LocalSQSServer {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let server = try await start(host: host, port: port, in: group) { loop in
                Service(store: Store(misbehaviour: misbehaviour), clock: ServerClock(clock), on: loop)
            }
            logger.debug("LocalSQS listens", metadata: ["endpoint": "\(server.endpoint)"])
            return server
        } catch {
            try? await group.shutdownGracefully()
            throw LocalSQSError(address: "\(host):\(port)", reason: "\(error)")
        }
    }

    private static func start(
        host: String,
        port: Int,
        in group: MultiThreadedEventLoopGroup,
        _ makeService: @escaping @Sendable (any EventLoop) -> Service
    ) async throws -> LocalSQSServer {
        let loop = group.next()
        let service = try await loop.submit { NIOLoopBound(makeService(loop), eventLoop: loop) }.get()
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // Answers are written as bytes, so no encoder stands between the handler and the socket.
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)),
                        HTTPHandler(service.value)
                    )
                }
            }
            .bind(host: host, port: port).get()
        let wildcards = ["0.0.0.0": "127.0.0.1", "::": "::1"]
        let name = wildcards[host] ?? host
        let endpoint = "http://\(name.contains(":") ? "[\(name)]" : name):\(channel.localAddress?.port ?? port)"
        return LocalSQSServer(endpoint: endpoint, group: group, service: service, channel: channel)
    }

    /// Closes all connections, long polls included, and forgets all messages.
    package func shutdown() async {
        try? await channel.close()
        try? await group.shutdownGracefully()
    }

    /// How many messages every queue holds at this moment, by the queue's name.
    package func counts() async -> [String: QueueCounts] {
        await onLoop { service in service.counts() } ?? [:]
    }

    /// How many long polls wait for a message at this moment.
    package func waitingReceives() async -> Int {
        await onLoop { service in service.waitingCount } ?? 0
    }

    /// Lets so much time pass at once: timeouts end, delays too, old messages vanish, long polls are answered.
    package func advance(by duration: Duration) async {
        let (seconds, attoseconds) = duration.components
        let amount = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        await onLoop { service in service.advance(by: amount) }
    }

    /// Nil after ``shutdown()``.
    @discardableResult
    private func onLoop<Result: Sendable>(_ body: @escaping @Sendable (Service) -> Result) async -> Result? {
        guard channel.isActive else { return nil }
        return try? await channel.eventLoop.submit { body(service.value) }.get()
    }
}
