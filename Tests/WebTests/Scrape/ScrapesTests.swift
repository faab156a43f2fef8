import Glibc
import Instruments
import NIOCore
import Support
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct ScrapesTests {
    @Test func `a short page has a length`() async throws {
        let page = try PageOfSize(bytes: 2_000)
        let reply = try await withServer(registry: page.registry) { try await $0.send("GET", "/metrics") }
        #expect(reply.fields["content-length"] == String(page.text.utf8.count))
        #expect(reply.fields["vary"] == "Accept-Encoding, Accept")
        #expect(reply.fields["content-encoding"] == nil)
        #expect(reply.body == page.text)
    }

    @Test func `a long page comes in chunks, whole`() async throws {
        let page = try PageOfSize(bytes: 3_000_000)
        let outcome = try await withServer(registry: page.registry) { client in
            try await Python.run("scrape_check.py", ["http://127.0.0.1:\(client.port)/metrics"])
        }
        #expect(outcome.output == "chunked \(page.text.utf8.count) \(page.text.utf8.count)\n", "\(outcome.errors)")
    }

    @Test(arguments: [2_000, 3_000_000])
    func `gzip is what Python reads as the page`(bytes: Int) async throws {
        let page = try PageOfSize(bytes: bytes)
        let outcome = try await withServer(registry: page.registry) { client in
            try await Python.run("scrape_check.py", ["http://127.0.0.1:\(client.port)/metrics", "gzip"])
        }
        let words = outcome.output.split(separator: " ").map(String.init)
        #expect(words.last == "\(page.text.utf8.count)\n", "\(outcome.output) \(outcome.errors)")
    }

    @Test(arguments: ["", "Accept-Encoding: gzip\r\n"])
    func `HEAD tells the length of a long page, and nothing else differs`(fields: String) async throws {
        let page = try PageOfSize(bytes: 3_000_000, ofNoise: true)
        let (head, get, whole) = try await withServer(registry: page.registry) { client in
            let head = try await client.send("HEAD", "/metrics", fields: fields)
            let get = try await client.send("GET", "/metrics", fields: "Accept-Encoding: identity\r\n")
            let coding = fields.isEmpty ? "identity" : "gzip"
            let url = "http://127.0.0.1:\(client.port)/metrics"
            return (head, get, try await Python.run("scrape_check.py", [url, coding]))
        }
        let words = whole.output.split(separator: " ")
        #expect(words.first == "chunked", "\(whole.errors)")
        // As many bytes as come, compressed or not.
        #expect(head.fields["content-length"] == words.dropFirst().first.map(String.init))
        #expect(head.fields["content-encoding"] == (fields.isEmpty ? nil : "gzip"))
        #expect(head.fields["content-type"] == get.fields["content-type"])
        #expect(head.fields["transfer-encoding"] == nil)
        #expect(head.body == "")
    }

    @Test func `HTTP 1.0 gets a long page without chunks, and its end is the connection's`() async throws {
        let page = try PageOfSize(bytes: 3_000_000)
        let reply = try await withServer(registry: page.registry) { client in
            Reply(try await client.exchange("GET /metrics HTTP/1.0\r\nHost: test\r\n\r\n"))
        }
        #expect(reply.statusLine == "HTTP/1.0 200 OK")
        #expect(reply.fields["connection"] == "close")
        #expect(reply.fields["transfer-encoding"] == nil)
        #expect(reply.body == page.text)
    }

    @Test func `shows the families that are asked for, and none is a page too`() async throws {
        let page = try PageOfSize(bytes: 2_000)
        try page.registry.gauge("up", help: "Up.").set(1)
        let (one, none, flawed) = try await withServer(registry: page.registry) { client in
            (
                try await client.send("GET", "/metrics?name%5B%5D=up"),
                try await client.send("GET", "/metrics?name[]=nothing"),
                try await client.send("GET", "/metrics?name[]=%f")
            )
        }
        #expect(one.body == "# HELP up Up.\n# TYPE up gauge\nup 1\n")
        #expect(none.statusLine == "HTTP/1.1 200 OK")
        #expect(none.body == "")
        #expect(flawed.statusLine == "HTTP/1.1 400 Bad Request")
        #expect(flawed.body == #"{"error":"the query is not understood: it is not percent-encoded UTF-8: name[]=%f"}"#)
    }

    @Test func `a page that is not ready in time is refused`() async throws {
        let registry = Registry()
        try registry.register(SlowCollector())
        let reply = try await withServer(registry: registry) { client in
            try await client.send("GET", "/metrics", fields: "X-Prometheus-Scrape-Timeout-Seconds: 0.1\r\n")
        }
        #expect(reply.statusLine == "HTTP/1.1 503 Service Unavailable")
        #expect(reply.body == #"{"error":"the page was not ready within X-Prometheus-Scrape-Timeout-Seconds"}"#)
    }

    @Test func `a page that is not taken in time breaks off without its end`() async throws {
        let (received, _) = try await pageNotTaken(version: "HTTP/1.1")
        #expect(received.starts(with: Array("HTTP/1.1 200 OK\r\n".utf8)))
        #expect(!received.suffix(5).elementsEqual(Array("0\r\n\r\n".utf8)))
        #expect(received.count < 30_000_000)
    }

    /// Without chunks a clean end would say that this is all.
    @Test func `over HTTP 1.0, which has no chunks, it breaks off with a reset`() async throws {
        let (received, error) = try await pageNotTaken(version: "HTTP/1.0")
        #expect(received.starts(with: Array("HTTP/1.0 200 OK\r\n".utf8)))
        #expect(received.count < 30_000_000)
        #expect(error?.errnoCode == ECONNRESET)
    }

    /// What is left of a page for whoever reads only when its time is over, and how that ends.
    ///
    /// The page is longer than what the sockets of both sides hold, so that it is still being written then.
    private func pageNotTaken(version: String) async throws -> (received: [UInt8], error: IOError?) {
        let page = try PageOfSize(bytes: 60_000_000)
        return try await withServer(registry: page.registry) { client in
            try await client.connected { inbound, outbound in
                let head = "GET /metrics \(version)\r\nHost: test\r\nX-Prometheus-Scrape-Timeout-Seconds: 1\r\n\r\n"
                try await outbound.write(ByteBuffer(string: head))
                try await Task.sleep(for: .seconds(1.5))
                var received: [UInt8] = []
                do {
                    for try await part in inbound { received.append(contentsOf: part.readableBytesView) }
                } catch let error as IOError {
                    return (received, error as IOError?)
                }
                return (received, nil)
            }
        }
    }

    private struct SlowCollector: Collector {
        var descriptions: [FamilyDescription] { [FamilyDescription(.gauge, "late", help: "Late.")] }

        func collect() -> [FamilySnapshot] {
            let end = ContinuousClock.now + .milliseconds(150)
            while ContinuousClock.now < end {}
            return []
        }
    }
}
