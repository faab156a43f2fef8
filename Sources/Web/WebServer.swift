import Hummingbird
package import Instruments
package import Logging
import NIOCore
import ServiceLifecycle
package import Threads

/// The exporter's HTTP face: `/metrics`, `/stats`, health checks and pages for people, on every address asked for.
///
/// The sockets live on the threads that SwiftNIO keeps for the process. Pages of metrics are made on a thread that
/// stands back for all others, the rest on Swift's own.
package struct WebServer: Service {
    /// What a client may cost; tests make it less.
    var limits = ConnectionLimits()

    private let addresses: [ListenAddress]
    private let inherited: [InheritedSocket]
    private let routes: Routes
    private let gate: Gate?
    private let onListening: @Sendable (ListenAddress) async -> Void

    /// Sets up a server that listens once it runs; throws where the system has no thread to give.
    ///
    /// `telemetryPath` shows the registry, to at most `maxRequests` clients at a time (0: no limit), and counts what
    /// becomes of it in `scrapeMetrics`; what the other pages show, `state` tells; `lifecycle`, if there is one, does
    /// what `/-/reload` and `/-/quit` ask for. `onListening` is called once for each address, when connections are
    /// accepted, with the address as bound: an IP address and the real port, also where a name or port 0 was asked for.
    /// A gate decides who is let in, and whether by TLS.
    package init(
        addresses: [ListenAddress],
        inherited: [InheritedSocket] = [],
        registry: Registry,
        telemetryPath: TelemetryPath = .standard,
        scrapeMetrics: ScrapeMetrics,
        maxRequests: Int,
        showsCreatedSamples: Bool = false,
        state: some ExporterState,
        lifecycle: (any Lifecycle)? = nil,
        version: String,
        gate: Gate? = nil,
        logger: Logger,
        onListening: @escaping @Sendable (ListenAddress) async -> Void = { _ in }
    ) throws(ThreadError) {
        self.addresses = addresses
        self.inherited = inherited
        self.onListening = onListening
        self.gate = gate
        routes = Routes(
            scrapes: try Scrapes(
                registry: registry,
                maxRequests: maxRequests,
                showsCreatedSamples: showsCreatedSamples,
                metrics: scrapeMetrics
            ),
            state: state,
            openAPI: OpenAPIDocument(version: version, telemetryPath: telemetryPath),
            telemetryPath: telemetryPath,
            lifecycle: lifecycle,
            logger: logger
        )
    }

    /// Serves until the surrounding `ServiceGroup` shuts down gracefully; requests under way are answered first.
    ///
    /// Throws `WebServerError` where it cannot listen on one of its addresses, and then listens on none.
    package func run() async throws {
        guard let gate else { return try await listen() }
        try await gate.watching(routes.logger) { try await listen() }
    }

    private func listen() async throws {
        let limits = limits.shared(among: addresses.count + inherited.count)
        try await withThrowingDiscardingTaskGroup { group in
            for address in addresses { group.addTask { try await serve(on: address, limits) } }
            for socket in inherited { group.addTask { try await listener(on: socket, limits).run() } }
        }
    }

    private func serve(on address: ListenAddress, _ limits: ConnectionLimits) async throws {
        guard let host = address.host else { return try await serveEveryInterface(at: address, limits) }
        try await serve(host: host, of: address, limits)
    }

    /// Serves IPv6 and IPv4 on one socket, or IPv4 alone where the machine has no IPv6.
    private func serveEveryInterface(at address: ListenAddress, _ limits: ConnectionLimits) async throws {
        do {
            try await serve(host: "::", of: address, limits)
        } catch WebServerError.noSuchInterface {
            try await serve(host: "0.0.0.0", of: address, limits)
        }
    }

    private func listener(on socket: InheritedSocket, _ limits: ConnectionLimits) -> InheritedListener {
        InheritedListener(
            socket: socket,
            limits: limits,
            routes: routes,
            gate: gate,
            logger: quietLogger,
            onListening: onListening
        )
    }

    private func serve(host: String, of address: ListenAddress, _ limits: ConnectionLimits) async throws {
        let connections = OpenConnections(limit: limits.connections)
        let application = Application(
            responder: GatedRoutes(routes: routes, gate: gate),
            server: limits.http(gate, connections),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: address.port),
                availableConnectionsDelegate: connections
            ),
            onServerRunning: { channel in
                let bound = channel.localAddress
                await onListening(ListenAddress(host: bound?.ipAddress, port: bound?.port ?? address.port))
            },
            // The process's own threads, which never end: a group of ours would end before its last connections.
            eventLoopGroupProvider: .singleton,
            logger: quietLogger
        )
        do {
            try await application.run()
        } catch {
            throw WebServerError(error, listeningOn: address)
        }
    }

    /// Hummingbird tells of its start and stop, as the program does itself.
    private var quietLogger: Logger {
        var logger = routes.logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }
}
