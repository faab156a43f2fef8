import Events
import InMemoryLogging
import Instruments
import Logging
import NIOCore
import ServiceLifecycle
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(1))) struct WebServerTests {
    @Test func `finishes the answer under way when it shuts down`() async throws {
        let asked = Signal()
        let release = Signal()
        let exporter = FakeExporter(counted: {
            asked.give()
            await release.wait()
            return [EventSummary(type: "late", count: 1, sum: 1)]
        })
        let reply = try await withServer(exporter) { client, services in
            async let reply = client.send("GET", "/stats")
            await asked.wait()
            await services.triggerGracefulShutdown()
            try await client.waitUntilRefused()
            release.give()
            return try await reply
        }
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
        #expect(reply.body == #"[{"type":"late","count":1,"sum":1.0}]"#)
    }

    @Test func `closes idle connections when it shuts down`() async throws {
        try await withServer { client, services in
            try await client.connected { inbound, outbound in
                try await outbound.write(ByteBuffer(string: "GET /-/healthy HTTP/1.1\r\nHost: test\r\n\r\n"))
                var parts = inbound.makeAsyncIterator()
                _ = try await parts.next()
                await services.triggerGracefulShutdown()
                #expect(try await parts.next() == nil)
            }
        }
    }

    @Test func `says which address is in use, and how to choose another`() async throws {
        try await withServer { client in
            let address = try ListenAddress("127.0.0.1:\(client.port)")
            let error = await #expect(throws: WebServerError.addressInUse(address)) {
                try await server(on: address).run()
            }
            #expect(
                error?.description
                    == "cannot listen on 127.0.0.1:\(client.port): address already in use; "
                    + "stop what uses it or set LISTEN_ADDRESS"
            )
        }
    }

    @Test func `says which address is not this machine's`() async throws {
        let address = try ListenAddress("192.0.2.1:0")
        await #expect(throws: WebServerError.noSuchInterface(address)) { try await server(on: address).run() }
    }

    @Test func `listens on every interface where no host is given`() async throws {
        let reply = try await withServer(on: ":0") { client, _ in try await client.send("GET", "/-/healthy") }
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
    }

    @Test func `serves more clients than it accepts at a time`() async throws {
        var limits = ConnectionLimits()
        limits.connections = 2
        let statusLines = try await withServer(limits: limits) { client in
            try await withThrowingTaskGroup { group in
                for _ in 0..<20 {
                    group.addTask { try await client.send("GET", "/-/healthy").statusLine }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
        }
        #expect(statusLines == ["HTTP/1.1 200 OK"])
    }

    @Test func `leaves no line in the log for what goes well`() async throws {
        var log = InMemoryLogHandler()
        log.logLevel = .trace
        let logger = Logger(label: "test") { [log] _ in log }
        try await withServer(logger: logger) { client, _ in
            for path in ["/", "/metrics", "/stats", "/nothing"] { _ = try await client.send("GET", path) }
            _ = try await client.exchange("nonsense\r\n\r\n")
        }
        #expect(log.entries == [])
    }

    private func server(on address: ListenAddress) throws -> WebServer {
        let registry = Registry()
        return try WebServer(
            addresses: [address],
            registry: registry,
            scrapeMetrics: try ScrapeMetrics(registry: registry),
            maxRequests: 40,
            state: FakeExporter(),
            version: "1",
            logger: .silent
        )
    }
}
