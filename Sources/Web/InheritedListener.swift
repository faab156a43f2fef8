import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Serves on a socket that is open already, which Hummingbird's own server cannot.
struct InheritedListener {
    let socket: InheritedSocket
    let limits: ConnectionLimits
    let routes: Routes
    let gate: Gate?
    let logger: Logger
    let onListening: @Sendable (ListenAddress) async -> Void

    /// Serves until the surrounding group shuts down gracefully; requests under way are answered first.
    func run() async throws {
        let connections = OpenConnections(limit: limits.connections)
        let http = limits.channel(answer, connections)
        guard let gate, gate.tls != nil else { return try await serve(http, connections) }
        try await serve(SecureChannel(base: http, gate: gate), connections)
    }

    private func serve<HTTP: ServerChildChannel>(_ http: HTTP, _ connections: OpenConnections) async throws {
        let server = try await bootstrap(connections).bind(socket.descriptor) { channel in
            http.setup(channel: channel, logger: logger)
        }
        let bound = server.channel.localAddress
        await onListening(ListenAddress(host: bound?.ipAddress, port: bound?.port ?? 0))
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { group in
                try await server.executeThenClose { accepted in
                    for try await connection in accepted {
                        group.addTask { await handle(connection, by: http) }
                    }
                }
            }
        } onGracefulShutdown: {
            server.channel.close(promise: nil)
        }
    }

    /// At the shutdown a connection is told: one that is idle closes, any other after its answer.
    private func handle<HTTP: ServerChildChannel>(_ connection: HTTP.Value, by http: HTTP) async {
        await withGracefulShutdownHandler {
            await http.handle(value: connection, logger: logger)
        } onGracefulShutdown: {
            connection.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }
    }

    private func bootstrap(_ connections: OpenConnections) -> ServerBootstrap {
        ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let cap = AvailableConnectionsChannelHandler(delegate: connections)
                    try channel.pipeline.syncOperations.addHandler(cap)
                }
            }
    }

    @Sendable @concurrent private func answer(
        _ request: Request,
        _ writer: consuming ResponseWriter,
        _ channel: any Channel
    ) async throws {
        let context = Routes.Context(source: ApplicationRequestContextSource(channel: channel, logger: logger))
        var response = await GatedRoutes(routes: routes, gate: gate).respond(to: request, context: context)
        response.headers[.date] = DateField.now
        try await writer.write(response: response.head, body: response.body)
    }
}
