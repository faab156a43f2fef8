import Curl
import Support
import Testing

/// How requests fail, and that every failure says what a caller can do about it.
@Suite struct CurlClientFailureTests {
    @Test func `a refused connection is transient`() async throws {
        let server = try LoopbackServer(.status(200))
        server.stop()
        let failure = try await CurlClient().failure(of: .test(server.url))
        #expect(failure?.kind == .transient)
        #expect(failure?.code == 7)
        #expect(failure?.message.contains("127.0.0.1") == true)
    }

    @Test func `a server that takes too long is transient`() async throws {
        let server = try LoopbackServer(.pause(.seconds(20)))
        let failure = try await CurlClient().failure(of: .test(server.url, timeout: .milliseconds(100)))
        #expect(failure?.kind == .transient)
        #expect(failure?.code == 28)
        try await waitUntil("no connection is open") { server.openConnections == 0 }
    }

    @Test func `the total time-out also ends a body that trickles`() async throws {
        let head = LoopbackAnswer.text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin")
        let server = try LoopbackServer(head.then(.pause(.seconds(20))))
        let failure = try await CurlClient().failure(of: .test(server.url, timeout: .milliseconds(100)))
        #expect(failure?.kind == .transient)
        #expect(failure?.code == 28)
    }

    @Test func `the time-out of connecting covers the handshake`() async throws {
        // It accepts, and then waits for the end of a head that a TLS client never sends.
        let server = try LoopbackServer(.status(200))
        var request = Request.test("https://127.0.0.1:\(server.port)")
        request.connectTimeout = .milliseconds(100)
        let failure = try await CurlClient().failure(of: request)
        #expect(failure?.kind == .transient)
        #expect(failure?.code == 28)
    }

    @Test(arguments: [
        ("an answer cut in its body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin", 18),
        ("an answer cut in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", 18),
        ("no answer", "", 52),
        ("an answer that is not HTTP", "SSH-2.0-OpenSSH\r\n\r\n", 1),
    ])
    func `half an answer is none`(what: String, text: String, code: Int) async throws {
        let server = try LoopbackServer(.text(text).then(.hangUp))
        let failure = try await CurlClient().failure(of: .test(server.url))
        #expect(failure?.code == code, "\(what)")
        #expect(failure?.kind == (code == 1 ? .configuration : .transient), "\(what)")
    }

    @Test(arguments: ["Content-Length: 1001\r\n\r\n", "\r\n"])
    func `a body over the limit is refused while it arrives`(framing: String) async throws {
        let start = "HTTP/1.1 200 OK\r\n\(framing)" + String(repeating: "x", count: 1001)
        let server = try LoopbackServer(.text(start).then(.pause(.seconds(20))))
        let failure = try await CurlClient().failure(of: .test(server.url, maximumBodyBytes: 1000))
        #expect(failure?.kind == .configuration)
        #expect(failure?.message.contains("longer than") == true)
        try await waitUntil("no connection is open") { server.openConnections == 0 }
    }

    @Test func `an announced length over the limit is refused at the first byte`() async throws {
        let start = LoopbackAnswer.text("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\nx")
        let server = try LoopbackServer(start.then(.pause(.seconds(20))))
        let failure = try await CurlClient().failure(of: .test(server.url, maximumBodyBytes: 1000))
        #expect(failure?.kind == .configuration)
    }

    @Test func `a body as long as the limit is no failure`() async throws {
        let server = try LoopbackServer(.status(200, body: String(repeating: "x", count: 1000)))
        let response = try await CurlClient().send(.test(server.url, maximumBodyBytes: 1000))
        #expect(response.body.count == 1000)
    }

    @Test(arguments: [
        "file:///etc/hostname", "ftp://127.0.0.1/", "127.0.0.1/", "//127.0.0.1/", "", "http", "http:",
        "http:/127.0.0.1", "http://", "http://[::1/", "http://127.0.0.1:99999/", "http://127.0.0.1/a b",
        "http://127.0.0.1/\r\nX: y", "http://127.0.0.1/\0",
    ])
    func `a URL that is not of http or https is refused`(url: String) async throws {
        let failure = try await CurlClient().failure(of: .test(url))
        #expect(failure?.kind == .configuration)
    }

    @Test(arguments: [
        ("X", "a\r\nX-Injected: b"), ("X", "a\nb"), ("X", "a\rb"), ("X", "a\0b"), ("X", "a\u{7F}"),
        ("X\r\nX-Injected", "b"), ("X: y", "b"), ("X;", "b"), ("", "b"), ("Ä", "b"),
    ])
    func `a header that would forge another is refused unsent`(name: String, value: String) async throws {
        let server = try LoopbackServer(.status(200))
        let client = try CurlClient()
        let failure = await client.failure(of: .test(server.url, headers: [("X-Good", "1"), (name, value)]))
        #expect(failure?.kind == .configuration)
        #expect(failure?.message.contains("Injected") == false)
        #expect(server.connections == 0)
        #expect(try await client.send(.test(server.url)).status == 200)
    }
}
