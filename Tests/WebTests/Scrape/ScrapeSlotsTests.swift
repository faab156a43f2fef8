import Instruments
import NIOCore
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct ScrapeSlotsTests {
    @Test func `gives as many as there are, and again what came back`() {
        let gauge = Gauge()
        let slots = ScrapeSlots(limit: 2, shownBy: gauge)
        var held = [slots.take(), slots.take()]
        #expect(!held.contains { $0 == nil })
        #expect(slots.take() == nil)
        #expect(gauge.value == 2)
        held[0]?.free()
        held[0]?.free()
        #expect(gauge.value == 1)
        held[0] = slots.take()
        #expect(slots.take() == nil)
        held.removeAll()
        #expect(gauge.value == 0)
    }

    @Test func `gives any number without a limit`() {
        let slots = ScrapeSlots(limit: 0, shownBy: Gauge())
        let held = (0..<1000).map { _ in slots.take() }
        #expect(!held.contains { $0 == nil })
    }

    private static let request = "GET /metrics HTTP/1.1\r\nHost: test\r\n\r\n"

    /// Each of the two holds its slot with a page longer than the sockets take, which may be 36 MiB, and lets it go in
    /// a way of its own.
    @Test func `slow readers hold slots, others get 503 meanwhile, and every way to end gives one back`() async throws {
        let page = try PageOfSize(bytes: 60_000_000)
        try await withServer(registry: page.registry, maxRequests: 2) { client in
            try await client.connected { firstIn, firstOut in
                try await firstOut.write(ByteBuffer(string: Self.request))
                var first = firstIn.makeAsyncIterator()
                _ = try await first.next()
                try await client.connected { secondIn, secondOut in
                    try await secondOut.write(ByteBuffer(string: Self.request))
                    var second = secondIn.makeAsyncIterator()
                    _ = try await second.next()
                    let refused = try await client.send("GET", "/metrics")
                    #expect(refused.statusLine == "HTTP/1.1 503 Service Unavailable")
                    #expect(refused.fields["retry-after"] == "1")
                    #expect(refused.body.contains("2 scrapes are being answered, which is WEB_MAX_REQUESTS: try again"))
                    let head = try await client.send("HEAD", "/metrics")
                    #expect(head.statusLine == "HTTP/1.1 503 Service Unavailable")
                    let health = try await client.send("GET", "/-/healthy")
                    #expect(health.statusLine == "HTTP/1.1 200 OK")
                }
                // The second has hung up.
                try await client.waitForSlot()
                // One to HEAD, one that is refused for its query, and one whole page take none for good.
                for _ in 0..<3 {
                    #expect(try await client.send("HEAD", "/metrics?name[]=x").statusLine == "HTTP/1.1 200 OK")
                    #expect(try await client.send("GET", "/metrics?name[]=%").statusLine == "HTTP/1.1 400 Bad Request")
                    #expect(try await client.send("GET", "/metrics?name[]=x").statusLine == "HTTP/1.1 200 OK")
                }
            }
            try await client.waitForSlot()
        }
    }
}

extension Client {
    fileprivate func waitForSlot() async throws {
        while try await send("GET", "/metrics?name[]=x").statusLine != "HTTP/1.1 200 OK" {
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
