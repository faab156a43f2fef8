import NIOCore
import Testing

@testable import Web

/// Clients that take their time, or send more than anyone asked for.
@Suite(.timeLimit(.minutes(2))) struct SlowClientTests {
    /// A head that grows by a byte every few milliseconds, and never ends.
    @Test func `a head that comes byte by byte has no more time than one that does not come`() async throws {
        var limits = ConnectionLimits()
        limits.head = .milliseconds(200)
        let sent = try await withServer(limits: limits) { client in
            try await client.connected { inbound, outbound in
                try await outbound.write(ByteBuffer(string: "GET /metrics HTTP/1.1\r\nX: "))
                return await Self.drip(inbound, outbound)
            }
        }
        // At 5 ms a byte that is more than a minute: the server ended it, not the test.
        #expect(sent < 12_000)
    }

    @Test func `so has a body, whose request is answered meanwhile`() async throws {
        var limits = ConnectionLimits()
        limits.head = .milliseconds(200)
        let sent = try await withServer(limits: limits) { client in
            try await client.connected { inbound, outbound in
                let head = "GET /-/healthy HTTP/1.1\r\nHost: test\r\nContent-Length: 60000\r\n\r\n"
                try await outbound.write(ByteBuffer(string: head))
                return await Self.drip(inbound, outbound)
            }
        }
        #expect(sent < 12_000)
    }

    @Test func `a client that is fast may ask again on its connection after that time`() async throws {
        var limits = ConnectionLimits()
        limits.head = .milliseconds(100)
        let answers = try await withServer(limits: limits) { client in
            try await client.connected { inbound, outbound in
                var received = ByteBuffer()
                var parts = inbound.makeAsyncIterator()
                for _ in 0..<2 {
                    try await outbound.write(ByteBuffer(string: "GET /-/healthy HTTP/1.1\r\nHost: test\r\n\r\n"))
                    if var part = try await parts.next() { received.writeBuffer(&part) }
                    try await Task.sleep(for: .milliseconds(200))
                }
                return String(buffer: received)
            }
        }
        #expect(answers.matches(of: /200 OK/).count == 2)
    }

    @Test func `others are answered while a hundred send a byte now and then`() async throws {
        let statuses = try await withServer { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let connected = AsyncStream.makeStream(of: Void.self)
                for _ in 0..<100 {
                    group.addTask {
                        try await client.connected { inbound, outbound in
                            try await outbound.write(ByteBuffer(string: "GET /metrics HTTP/1.1\r\nX: "))
                            connected.continuation.yield()
                            _ = await Self.drip(inbound, outbound, every: .seconds(1))
                        }
                    }
                }
                var ready = connected.stream.makeAsyncIterator()
                for _ in 0..<100 { await ready.next() }
                var statuses: [String] = []
                for _ in 0..<40 { statuses.append(try await client.send("GET", "/metrics").statusLine) }
                group.cancelAll()
                return statuses
            }
        }
        #expect(statuses == Array(repeating: "HTTP/1.1 200 OK", count: 40))
    }

    @Test(arguments: ["GET", "POST", "HEAD"])
    func `a body that says it is too long is refused unread`(method: String) async throws {
        let text = try await withServer { client in
            try await client.exchange(
                "\(method) /metrics HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: 65537\r\n\r\n"
            )
        }
        #expect(text.hasPrefix("HTTP/1.1 413 "))
        if method != "HEAD" {
            #expect(
                text.hasSuffix(#"{"error":"a request needs no body here, and may have one of 65536 bytes at most"}"#)
            )
        }
    }

    @Test func `a body that turns out too long gets its answer, and no request after it`() async throws {
        let chunk = String(repeating: "x", count: 0x4000)
        let body = String(repeating: "4000\r\n\(chunk)\r\n", count: 8) + "0\r\n\r\n"
        let head = "GET /-/healthy HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n"
        let answers = try await withServer { await $0.answers(to: Array((head + body + head + body).utf8)) }
        #expect(answers.statuses == [200])
    }

    @Test func `a flaw behind a good request is told after that one's answer`() async throws {
        let good = "GET /-/healthy HTTP/1.1\r\nHost: test\r\n\r\n"
        let answers = try await withServer { await $0.answers(to: Array((good + good + "nonsense\r\n\r\n").utf8)) }
        #expect(answers.statuses == [200, 200, 400])
    }

    /// Sends a byte every so often until the server has had enough; returns how many it took.
    private static func drip(
        _ inbound: Client.Inbound,
        _ outbound: Client.Outbound,
        every pause: Duration = .milliseconds(5)
    ) async -> Int {
        await withTaskGroup(of: Int.self) { group in
            group.addTask {
                do { for try await _ in inbound {} } catch {}
                return 0
            }
            group.addTask {
                var sent = 0
                while !Task.isCancelled, (try? await outbound.write(ByteBuffer(string: "x"))) != nil {
                    sent += 1
                    try? await Task.sleep(for: pause)
                }
                return sent
            }
            // The server closes its side, or a write fails: either ends both.
            let first = await group.next() ?? 0
            group.cancelAll()
            return await group.reduce(first, +)
        }
    }
}
