import Curl
import Foundation
import Support
import Testing

/// What is sent, what is answered, and over which connections.
@Suite struct CurlClientTests {
    @Test func `sends what the request says and nothing unasked`() async throws {
        let server = try LoopbackServer(.status(200))
        let headers = [("Content-Type", "text/plain"), ("X-Empty", ""), ("X-Blank", " "), ("X-Word", "größe")]
        let client = try CurlClient()
        _ = try await client.send(.test("\(server.url)/queue?a=1", headers: headers, body: "{\"é\":1}"))
        #expect(
            server.requests.first?.text == """
                POST /queue?a=1 HTTP/1.1\r
                Host: 127.0.0.1:\(server.port)\r
                Content-Type: text/plain\r
                X-Empty:\r
                X-Blank:\r
                X-Word: größe\r
                Content-Length: 8\r
                \r
                {"é":1}
                """
        )
    }

    @Test(arguments: [(Request.Method.get, "GET"), (.post, "POST"), (.put, "PUT")])
    func `sends an empty request of every method`(method: Request.Method, word: String) async throws {
        let server = try LoopbackServer(.status(200))
        let client = try CurlClient()
        _ = try await client.send(.test("\(server.url)/", method: method))
        let request = try #require(server.requests.first)
        #expect(request.requestLine == "\(word) / HTTP/1.1")
        #expect(request.header("Content-Length") == (method == .get ? nil : "0"))
        #expect(request.header("Content-Type") == nil)
    }

    @Test func `leaves nothing of one request in the next`() async throws {
        let server = try LoopbackServer(.status(200))
        let client = try CurlClient()
        let requests: [Request] = [
            .test("\(server.url)/1", method: .put, headers: [("X-First", "1")], body: "first"),
            .test("\(server.url)/2", method: .get, headers: [("X-Second", "2")]),
            .test("\(server.url)/3", method: .post, body: "3"),
            .test("\(server.url)/4", method: .get),
            .test("\(server.url)/5", method: .put),
            .test("\(server.url)/6", method: .post, headers: [("content-type", "text/plain")], body: "6"),
        ]
        for request in requests { _ = try await client.send(request) }
        let host = "Host: 127.0.0.1:\(server.port)\r\n"
        #expect(
            server.requests.map(\.text) == [
                "PUT /1 HTTP/1.1\r\n\(host)X-First: 1\r\nContent-Length: 5\r\n\r\nfirst",
                "GET /2 HTTP/1.1\r\n\(host)X-Second: 2\r\n\r\n",
                "POST /3 HTTP/1.1\r\n\(host)Content-Length: 1\r\n\r\n3",
                "GET /4 HTTP/1.1\r\n\(host)\r\n",
                "PUT /5 HTTP/1.1\r\n\(host)Content-Length: 0\r\n\r\n",
                "POST /6 HTTP/1.1\r\n\(host)content-type: text/plain\r\nContent-Length: 1\r\n\r\n6",
            ]
        )
    }

    @Test func `brings status, headers and body`() async throws {
        let server = try LoopbackServer(
            .status(404, headers: [("X-One", "1"), ("x-two", ""), ("X-One", "naïve")], body: "žluťoučký 🐎")
        )
        let client = try CurlClient()
        let response = try await client.send(.test(server.url))
        #expect(response.status == 404)
        #expect(response.headers.map(\.name) == ["X-One", "x-two", "X-One", "Content-Length"])
        #expect(response.headers.map(\.value) == ["1", "", "naïve", "18"])
        #expect(response.header("X-TWO") == "")
        #expect(response.header("x-one") == "1")
        #expect(response.header("X-Three") == nil)
        #expect(response.text == "žluťoučký 🐎")
    }

    @Test func `leaves the headers of accepted requests unread where only refusals' are asked for`() async throws {
        let server = try LoopbackServer(.status(200, headers: [("X", "1")]), .status(400, headers: [("X", "2")]))
        let client = try CurlClient()
        var request = Request.test(server.url)
        request.answerHeaders = .ofRefusals
        #expect(try await client.send(request).headers.isEmpty)
        #expect(try await client.send(request).header("X") == "2")
    }

    @Test func `brings bodies of every framing`() async throws {
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
        let untilClose = "HTTP/1.1 200 OK\r\n\r\nto the end"
        let interim = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        let server = try LoopbackServer(.text(chunked), .text(interim), .status(204), .text(untilClose).then(.hangUp))
        let client = try CurlClient()
        var answers: [Response] = []
        for _ in 1...4 { answers.append(try await client.send(.test(server.url))) }
        #expect(answers.map(\.text) == ["abcde", "ok", "", "to the end"])
        #expect(answers[1].headers.map(\.name) == ["Content-Length"])
    }

    @Test func `sends and brings large bodies without waiting for leave to`() async throws {
        let large = String(repeating: "0123456789abcdef", count: 1 << 17)
        let server = try LoopbackServer(.status(200, body: large))
        let client = try CurlClient()
        let response = try await client.send(.test(server.url, body: large, maximumBodyBytes: large.utf8.count))
        #expect(response.text == large)
        let request = try #require(server.requests.first)
        #expect(request.body == Array(large.utf8))
        #expect(request.header("Expect") == nil)
    }

    @Test func `sends request after request over one connection`() async throws {
        let server = try LoopbackServer(.status(200))
        let client = try CurlClient()
        for _ in 1...3 { _ = try await client.send(.test(server.url)) }
        #expect(server.requests.map(\.connection) == [1, 1, 1])
    }

    @Test func `keeps as many connections as it is told to`() async throws {
        let server = try LoopbackServer(.status(200))
        let client = try CurlClient(CurlClient.Configuration(idleConnections: 80))
        for _ in 1...5 {
            await withDiscardingTaskGroup { group in
                for _ in 1...64 { group.addTask { _ = try? await client.send(.test(server.url)) } }
            }
        }
        #expect(server.requests.count == 320)
        #expect(server.connections <= 64)
    }

    @Test func `leaves a connection that is older than its lifetime`() async throws {
        let server = try LoopbackServer(.status(200))
        let client = try CurlClient(CurlClient.Configuration(connectionLifetime: .seconds(1)))
        try await waitUntil("a second connection is made") {
            _ = try await client.send(.test(server.url))
            return server.connections == 2
        }
        #expect(server.requests.count > 2)
    }

    @Test func `lets the kernel find out when the other side of an idle connection is gone`() async throws {
        let server = try LoopbackServer(.status(200))
        let client = try CurlClient()
        _ = try await client.send(.test(server.url))
        // In proc(5)'s table of sockets, timer 02 of a connection is its keepalive timer.
        let port = String(server.port, radix: 16, uppercase: true)
        let table = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/net/tcp")).readToEnd() ?? Data()
        let sockets = String(decoding: table, as: UTF8.self).split(separator: "\n")
        let ours = sockets.map { $0.split(separator: " ") }.filter { $0.count > 5 && $0[2].hasSuffix(":\(port)") }
        #expect(ours.map { $0[5].prefix(3) } == ["02:"])
    }

    @Test func `sends again by itself when a kept connection turns out dead`() async throws {
        let server = try LoopbackServer(.status(200), .hangUp, .status(201))
        let client = try CurlClient()
        _ = try await client.send(.test(server.url, body: "1"))
        let second = try await client.send(.test(server.url, body: "2"))
        #expect(second.status == 201)
        #expect(server.requests.map(\.body) == ["1", "2", "2"].map { Array($0.utf8) })
    }

    @Test func `leaves redirects to the caller`() async throws {
        let server = try LoopbackServer(.status(307, headers: [("Location", "/elsewhere")]))
        let client = try CurlClient()
        let response = try await client.send(.test(server.url))
        #expect(response.status == 307)
        #expect(server.requests.count == 1)
    }

    @Test func `keeps a hundred requests apart that run at once`() async throws {
        let gate = Gate(for: 100)
        let server = try LoopbackServer { request in
            .status(gate.pass() ? 200 : 500, body: "answer to " + String(decoding: request.body, as: UTF8.self))
        }
        let client = try CurlClient()
        let answers = await withTaskGroup(of: (Int, Response?).self) { group in
            for number in 1...100 {
                group.addTask { (number, try? await client.send(.test(server.url, body: "\(number)"))) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(answers.count == 100)
        #expect(answers.allSatisfy { $1.status == 200 && $1.text == "answer to \($0)" })
    }

    @Test func `names the versions it stands on`() {
        #expect(CurlClient.version.hasPrefix("libcurl/"))
    }
}
