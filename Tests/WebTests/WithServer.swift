import Instruments
import Logging
import ServiceLifecycle

@testable import Web

/// Runs a server on a free port while the body runs, and shuts it down gracefully.
func withServer<Result: Sendable>(
    _ exporter: FakeExporter = FakeExporter(),
    on address: String = "127.0.0.1:0",
    registry: Registry = Registry(),
    maxRequests: Int = 40,
    limits: ConnectionLimits = ConnectionLimits(),
    gate: Gate? = nil,
    logger: Logger = .silent,
    _ body: (Client, ServiceGroup) async throws -> Result
) async throws -> Result {
    let (addresses, listening) = AsyncStream.makeStream(of: ListenAddress.self)
    var server = WebServer(
        address: try ListenAddress(address),
        registry: registry,
        scrapeMetrics: try ScrapeMetrics(registry: Registry()),
        maxRequests: maxRequests,
        state: exporter,
        version: "1.2.3",
        gate: gate,
        logger: logger,
        onListening: { listening.yield($0) }
    )
    server.limits = limits
    let services = ServiceGroup(services: [server], logger: .silent)
    return try await withThrowingTaskGroup { group in
        group.addTask {
            defer { listening.finish() }
            try await services.run()
        }
        guard let address = await addresses.first(where: { _ in true }) else {
            try await group.waitForAll()
            throw ServerEnded()
        }
        let result = try await body(Client(port: address.port), services)
        await services.triggerGracefulShutdown()
        try await group.waitForAll()
        return result
    }
}

/// Runs a server while the body talks to it.
func withServer<Result: Sendable>(
    _ exporter: FakeExporter = FakeExporter(),
    on address: String = "127.0.0.1:0",
    registry: Registry = Registry(),
    maxRequests: Int = 40,
    limits: ConnectionLimits = ConnectionLimits(),
    _ body: (Client) async throws -> Result
) async throws -> Result {
    try await withServer(exporter, on: address, registry: registry, maxRequests: maxRequests, limits: limits) { client, _ in
        try await body(client)
    }
}

/// The server stopped before it listened, and without an error.
struct ServerEnded: Error {}

extension Logger {
    /// Writes nothing.
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
