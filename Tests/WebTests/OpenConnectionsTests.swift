import NIOCore
import Testing

@testable import Web

/// What becomes of connections when all that may be open are.
@Suite(.timeLimit(.minutes(1))) struct OpenConnectionsTests {
    private static let request = "GET /-/healthy HTTP/1.1\r\nHost: test\r\n\r\n"

    /// A server that takes three connections at a time.
    private func withThree(
        _ exporter: FakeExporter = FakeExporter(),
        _ body: (Client) async throws -> Void
    ) async throws {
        var limits = ConnectionLimits()
        limits.connections = 3
        try await withServer(exporter, limits: limits, body)
    }

    @Test func `the one that has waited longest for a request closes in favour of a new one`() async throws {
        try await withThree { client in
            try await client.connected { firstIn, firstOut in
                var first = firstIn.makeAsyncIterator()
                try await firstOut.write(ByteBuffer(string: Self.request))
                _ = try await first.next()
                try await client.connected { secondIn, secondOut in
                    var second = secondIn.makeAsyncIterator()
                    try await secondOut.write(ByteBuffer(string: Self.request))
                    _ = try await second.next()
                    let reply = try await client.send("GET", "/-/healthy")
                    #expect(reply.statusLine == "HTTP/1.1 200 OK")
                    try await secondOut.write(ByteBuffer(string: Self.request))
                    let answer = try await second.next()
                    #expect(answer != nil)
                }
                let end = try await first.next()
                #expect(end == nil)
            }
        }
    }

    @Test func `clients that keep their connections shut nobody out`() async throws {
        try await withThree { client in
            try await withThrowingDiscardingTaskGroup { group in
                let answered = AsyncStream.makeStream(of: Void.self)
                for _ in 0..<10 {
                    group.addTask {
                        try await client.connected { inbound, outbound in
                            try await outbound.write(ByteBuffer(string: Self.request))
                            var parts = inbound.makeAsyncIterator()
                            let answer = try await parts.next()
                            #expect(answer != nil)
                            answered.continuation.yield()
                            // Until the server ends it, or the test.
                            while (try? await parts.next()) != nil {}
                        }
                    }
                }
                var answers = answered.stream.makeAsyncIterator()
                for _ in 0..<10 { await answers.next() }
                let reply = try await client.send("GET", "/-/healthy")
                #expect(reply.statusLine == "HTTP/1.1 200 OK")
                group.cancelAll()
            }
        }
    }

    @Test func `one that is being answered gets its answer whatever comes`() async throws {
        let (asked, release) = (Signal(), Signal())
        let exporter = FakeExporter(counted: {
            asked.give()
            await release.wait()
            return []
        })
        try await withThree(exporter) { client in
            async let slow = client.send("GET", "/stats")
            await asked.wait()
            for _ in 0..<5 {
                let reply = try await client.send("GET", "/-/healthy")
                #expect(reply.statusLine == "HTTP/1.1 200 OK")
                try await client.connected { inbound, outbound in
                    try await outbound.write(ByteBuffer(string: Self.request))
                    var parts = inbound.makeAsyncIterator()
                    _ = try await parts.next()
                }
            }
            release.give()
            let body = try await slow.body
            #expect(body == "[]")
        }
    }
}
