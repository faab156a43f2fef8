import Events
import Instruments
import NIOCore
import ServiceLifecycle
import Support
import Synchronization
import Testing

@testable import Web

/// Several addresses at once, and sockets that someone else has opened.
@Suite(.timeLimit(.minutes(1))) struct ListenerTests {
    @Test func `serves on every address, and all end with one shutdown`() async throws {
        let ports = Mutex<[Int]>([])
        try await withServer(
            on: "127.0.0.1:0",
            "127.0.0.1:0",
            "[::1]:0",
            whenListening: { address in ports.withLock { $0.append(address.port) } }
        ) { _, services in
            try await waitUntil("all listen") { ports.withLock { $0.count } == 3 }
            let own = ports.withLock { $0 }
            #expect(Set(own).count == 3)
            var answers = 0
            for port in own {
                // One of them is at [::1] alone.
                if (try? await Client(port: port).send("GET", "/-/healthy"))?.statusLine == "HTTP/1.1 200 OK" {
                    answers += 1
                }
            }
            #expect(answers == 2)
            await services.triggerGracefulShutdown()
            for port in own { try await Client(port: port).waitUntilRefused() }
        }
    }

    @Test func `listens nowhere where one of the addresses is in use`() async throws {
        try await withServer { client in
            let address = try ListenAddress("127.0.0.1:\(client.port)")
            let free = try FreePort.find()
            let server = try WebServer(
                addresses: [try ListenAddress("127.0.0.1:\(free)"), address],
                registry: Registry(),
                scrapeMetrics: try ScrapeMetrics(registry: Registry()),
                maxRequests: 40,
                state: FakeExporter(),
                version: "1",
                logger: .silent
            )
            // Of the two, now the one and now the other is tried first.
            for _ in 0..<20 {
                await #expect(throws: WebServerError.addressInUse(address)) { try await server.run() }
                await #expect(throws: (any Error).self) { try await Client(port: free).connected { _, _ in } }
            }
        }
    }

    @Test func `listeners share what all connections together may be`() {
        #expect(ConnectionLimits().shared(among: 2).connections == 128)
        #expect(ConnectionLimits().shared(among: 1).connections == 256)
        #expect(ConnectionLimits().shared(among: 1000).connections == 1)
    }

    @Test func `serves on a socket that was open already, with a date, and closes its idle connections at the end`()
        async throws
    {
        let socket = InheritedSocket(descriptor: try FreePort.listen())
        try await withServer(inherited: [socket]) { client, services in
            let reply = try await client.send("GET", "/-/healthy")
            #expect(reply.statusLine == "HTTP/1.1 200 OK")
            #expect(reply.body == #"{"status":"healthy"}"#)
            #expect(reply.fields["date"]?.hasSuffix(" GMT") == true)
            try await client.connected { inbound, outbound in
                try await outbound.write(ByteBuffer(string: "GET /-/healthy HTTP/1.1\r\nHost: test\r\n\r\n"))
                var parts = inbound.makeAsyncIterator()
                _ = try await parts.next()
                await services.triggerGracefulShutdown()
                #expect(try await parts.next() == nil)
            }
            try await client.waitUntilRefused()
        }
    }

    @Test func `finishes the answer under way on such a socket too`() async throws {
        let (asked, release) = (Signal(), Signal())
        let exporter = FakeExporter(counted: {
            asked.give()
            await release.wait()
            return []
        })
        let socket = InheritedSocket(descriptor: try FreePort.listen())
        let reply = try await withServer(exporter, inherited: [socket]) { client, services in
            async let reply = client.send("GET", "/stats")
            await asked.wait()
            await services.triggerGracefulShutdown()
            try await client.waitUntilRefused()
            release.give()
            return try await reply
        }
        #expect(reply.body == "[]")
    }

    @Test(arguments: [
        [:], ["LISTEN_FDS": "1"], ["LISTEN_PID": "8", "LISTEN_FDS": "1"], ["LISTEN_PID": "7", "LISTEN_FDS": "0"],
        ["LISTEN_PID": "7", "LISTEN_FDS": "many"], ["LISTEN_PID": "7"],
    ])
    func `finds no sockets where none were passed, or to another process`(environment: [String: String]) {
        #expect(throws: InheritedSocketError.none) { try InheritedSocket.all(in: environment, processID: 7) }
    }

    @Test(arguments: [
        (1_601_978_525, "Tue, 06 Oct 2020 10:02:05 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (1_709_210_096, "Thu, 29 Feb 2024 12:34:56 GMT"),
    ])
    func `dates its answers as HTTP has it`(seconds: Int, text: String) {
        #expect(DateField.text(seconds) == text)
    }
}
