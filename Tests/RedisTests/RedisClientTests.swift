import Redis
import Support
import Testing

@Suite struct RedisClientTests {
    private func client(
        _ url: String,
        caFile: String? = nil,
        timeout: Duration = .seconds(10)
    ) throws -> RedisClient {
        RedisClient(RedisOptions(url: try RedisURL(url), caFile: caFile, clientName: "tests", timeout: timeout))
    }

    private func ping(_ client: RedisClient) async throws -> String? {
        try await client.send(RedisCommand("PING")).text
    }

    @Test func `commands sent together are answered in order, errors among them`() async throws {
        let server = try await RedisServer.start()
        let client = try client("redis://127.0.0.1:\(server.port)")
        let value = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        let answers = try await client.send([
            RedisCommand("SET", [Array("a\r\n".utf8), value]), RedisCommand("NONSENSE"),
            RedisCommand("GET", "a\r\n"), RedisCommand("GET", "b"),
        ])
        #expect(answers[0].text == "OK")
        guard case .error(let refusal) = answers[1] else { return #expect(Bool(false), "no error") }
        #expect(refusal.code == "ERR")
        #expect(answers[2].bytes == value)
        #expect(answers[3] == .null)
    }

    @Test func `a database is chosen and the client has a name`() async throws {
        let server = try await RedisServer.start()
        let client = try client("redis://127.0.0.1:\(server.port)/5")
        _ = try await client.send(RedisCommand("SET", "key", "value"))
        #expect(try await server.commandLine("-n", "5", "GET", "key") == "value\n")
        #expect(try await server.commandLine("CLIENT", "LIST").contains("name=tests"))
    }

    @Test func `a Unix socket serves as well`() async throws {
        let server = try await RedisServer.start()
        #expect(try await ping(client("unix://\(server.socket)?db=1")) == "PONG")
    }

    @Test func `a password alone logs in the default user`() async throws {
        let server = try await RedisServer.start("--requirepass", "p@ss")
        #expect(try await ping(client("redis://:p%40ss@127.0.0.1:\(server.port)")) == "PONG")
        for (access, code) in [("", "NOAUTH"), (":wrong@", "WRONGPASS"), ("nobody:p%40ss@", "WRONGPASS")] {
            let client = try client("redis://\(access)127.0.0.1:\(server.port)")
            let error = await #expect(throws: RedisError.self) { try await ping(client) }
            guard case .refused(let refusal) = error else { return #expect(Bool(false), "\(error as Any)") }
            #expect(refusal.code == code)
        }
    }

    @Test func `over TLS a server is trusted by its authority, and by no other`() async throws {
        let server = try await RedisServer.start(withTLS: true)
        let tls = try #require(server.tls)
        for host in ["127.0.0.1", "localhost"] {
            #expect(try await ping(client("rediss://\(host):\(tls.port)", caFile: tls.authority)) == "PONG")
            let stranger = try client("rediss://\(host):\(tls.port)")
            let error = await #expect(throws: RedisError.self) { try await ping(stranger) }
            guard case .untrusted(let reason) = error else { return #expect(Bool(false), "\(error as Any)") }
            #expect(reason.contains("has expired, or no authority"))
        }
        let nowhere = try client("rediss://127.0.0.1:\(tls.port)", caFile: "/nonexistent")
        await #expect(throws: RedisError.untrusted("the certificates of /nonexistent cannot be read")) {
            try await ping(nowhere)
        }
    }

    @Test func `a certificate for another host is not trusted`() async throws {
        let server = try await RedisServer.start(withTLS: true)
        let tls = try #require(server.tls)
        let client = try client("rediss://127.0.0.2:\(tls.port)", caFile: tls.authority)
        let error = await #expect(throws: RedisError.self) { try await ping(client) }
        guard case .untrusted = error else { return #expect(Bool(false), "\(error as Any)") }
    }

    @Test func `a certificate for another name is not trusted`() async throws {
        let server = try await RedisServer.start(withTLS: true, certifiedFor: "DNS:redis.example")
        let tls = try #require(server.tls)
        let client = try client("rediss://localhost:\(tls.port)", caFile: tls.authority)
        await #expect(throws: RedisError.untrusted("the server's certificate is for another host")) {
            try await ping(client)
        }
    }

    @Test func `a cancelled caller connects all the same, for it may not be the only one`() async throws {
        let server = try await RedisServer.start(withTLS: true)
        let tls = try #require(server.tls)
        let client = try client("rediss://127.0.0.1:\(tls.port)", caFile: tls.authority)
        try await withThrowingTaskGroup(of: String?.self) { group in
            group.cancelAll()
            group.addTask { try await ping(client) }
            for try await answer in group { #expect(answer == "PONG") }
        }
    }

    @Test func `TLS to a server without it, and none to one with it, fails to connect`() async throws {
        let server = try await RedisServer.start(withTLS: true)
        let tls = try #require(server.tls)
        for url in ["rediss://127.0.0.1:\(server.port)", "redis://127.0.0.1:\(tls.port)"] {
            let client = try client(url, timeout: .seconds(2))
            let error = await #expect(throws: RedisError.self) { try await ping(client) }
            guard case .cannotConnect = error else { return #expect(Bool(false), "\(error as Any)") }
        }
    }

    @Test func `after the server has ended the connection there is another`() async throws {
        let server = try await RedisServer.start()
        let client = try client("redis://127.0.0.1:\(server.port)")
        #expect(try await ping(client) == "PONG")
        try await server.commandLine("CLIENT", "KILL", "TYPE", "normal")
        try await waitUntil("there is another connection") { try await ping(client) == "PONG" }
        server.kill()
        await #expect(throws: RedisError.self) { try await ping(client) }
        try await server.startAgain()
        try await waitUntil("there is another connection") { try await ping(client) == "PONG" }
    }

    @Test func `an answer that is late ends the connection and never meets another command`() async throws {
        let server = try await RedisServer.start()
        let client = try client("redis://127.0.0.1:\(server.port)", timeout: .seconds(2))
        _ = try await ping(client)
        await #expect(throws: RedisError.timedOut) {
            try await client.send(RedisCommand("BLPOP", "nothing", "6"))
        }
        #expect(try await ping(client) == "PONG")
    }

    @Test func `a server that is no primary is left for another connection`() async throws {
        let server = try await RedisServer.start()
        let client = try client("redis://127.0.0.1:\(server.port)")
        let first = try await client.send(RedisCommand("CLIENT", "ID"))
        #expect(try await client.send(RedisCommand("CLIENT", "ID")) == first)
        try await server.commandLine("REPLICAOF", "127.0.0.1", "\(try FreePort.find())")
        let error = await #expect(throws: RedisError.self) { try await client.send(RedisCommand("SET", "a", "b")) }
        guard case .refused(let refusal) = error else { return #expect(Bool(false), "\(error as Any)") }
        #expect(refusal.code == "READONLY")
        #expect(try await client.send(RedisCommand("CLIENT", "ID")) != first)
    }

    @Test func `many callers share one connection`() async throws {
        let server = try await RedisServer.start()
        let client = try client("redis://127.0.0.1:\(server.port)")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let answer = try await client.send(RedisCommand("ECHO", "\(number)"))
                    #expect(answer.text == "\(number)")
                }
            }
            try await group.waitForAll()
        }
        let clients = try await server.commandLine("CLIENT", "LIST")
        #expect(clients.split(separator: "\n").count { $0.contains("name=tests") } == 1)
    }

    @Test func `a closed client refuses`() async throws {
        let server = try await RedisServer.start()
        let client = try client("redis://127.0.0.1:\(server.port)")
        _ = try await ping(client)
        await client.close()
        await #expect(throws: RedisError.closed) { try await ping(client) }
    }
}
