import Instruments
import Logging
import ServiceLifecycle

@testable import Web

/// Runs a server on a free port while the body runs, and shuts it down gracefully.
///
/// - Parameter whenListening: hears of every address, the body of the first.
func withServer<Result: Sendable>(
    _ exporter: FakeExporter = FakeExporter(),
    on addresses: String...,
    inherited: [InheritedSocket] = [],
    registry: Registry = Registry(),
    telemetryPath: TelemetryPath = .standard,
    lifecycle: FakeLifecycle? = nil,
    maxRequests: Int = 40,
    showsCreatedSamples: Bool = false,
    scrapeMetrics: ScrapeMetrics? = nil,
    limits: ConnectionLimits = ConnectionLimits(),
    gate: Gate? = nil,
    logger: Logger = .silent,
    whenListening: @escaping @Sendable (ListenAddress) -> Void = { _ in },
    _ body: (Client, ServiceGroup) async throws -> Result
) async throws -> Result {
    let wanted = addresses.isEmpty && inherited.isEmpty ? ["127.0.0.1:0"] : addresses
    let (bound, listening) = AsyncStream.makeStream(of: ListenAddress.self)
    var server = try WebServer(
        addresses: try wanted.map { try ListenAddress($0) },
        inherited: inherited,
        registry: registry,
        telemetryPath: telemetryPath,
        scrapeMetrics: try scrapeMetrics ?? ScrapeMetrics(registry: Registry()),
        maxRequests: maxRequests,
        showsCreatedSamples: showsCreatedSamples,
        state: exporter,
        lifecycle: lifecycle,
        version: "1.2.3",
        gate: gate,
        logger: logger,
        onListening: { address in
            whenListening(address)
            listening.yield(address)
        }
    )
    server.limits = limits
    let services = ServiceGroup(services: [server], logger: .silent)
    return try await withThrowingTaskGroup { group in
        group.addTask {
            defer { listening.finish() }
            try await services.run()
        }
        guard let address = await bound.first(where: { _ in true }) else {
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
    registry: Registry = Registry(),
    telemetryPath: TelemetryPath = .standard,
    lifecycle: FakeLifecycle? = nil,
    maxRequests: Int = 40,
    limits: ConnectionLimits = ConnectionLimits(),
    _ body: (Client) async throws -> Result
) async throws -> Result {
    try await withServer(
        exporter,
        registry: registry,
        telemetryPath: telemetryPath,
        lifecycle: lifecycle,
        maxRequests: maxRequests,
        limits: limits
    ) { client, _ in try await body(client) }
}

/// The server stopped before it listened, and without an error.
struct ServerEnded: Error {}

extension Logger {
    /// Writes nothing.
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
