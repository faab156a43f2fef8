import Foundation
import InMemoryLogging
import Logging
import Support
import Testing

@testable import Web

@Suite struct GateTests {
    private static let dear = "$2b$08$M.WmUBCynXs.asgtsckUq.GL/HjivOW/UdzNtAdbLF//7oo6whvxu"
    private static let cheap = "$2b$05$C93mfviSEZr682oJbF9Oh.n6f62b2ZkY/Stt.0gpen/evNYNGAvdu"

    @Test(arguments: ["/metrics", "/", "/-/healthy", "/stats", "/nowhere"])
    func `no page is answered without the right password`(path: String) async throws {
        try await withGate("basic_auth_users: {alice: \(Self.cheap)}") { client async throws in
            for fields in ["", Self.basic("alice", "wrong"), Self.basic("bob", "change-me"), Self.basic("alice", "")] {
                let reply = try await client.send("GET", path, fields: fields)
                #expect(reply.statusLine == "HTTP/1.1 401 Unauthorized")
                #expect(reply.fields["www-authenticate"] == "Basic")
                #expect(reply.fields["content-type"] == "text/plain; charset=utf-8")
                #expect(reply.body == "Unauthorized\n")
            }
            #expect(try await client.send("HEAD", path).body.isEmpty)
            let right = Self.basic("alice", "change-me")
            for _ in 0..<2 {
                let reply = try await client.send("GET", path, fields: right)
                #expect(reply.statusLine == "HTTP/1.1 \(path == "/nowhere" ? "404 Not Found" : "200 OK")")
            }
        }
    }

    @Test func `too many requests are refused before passwords are looked at`() async throws {
        let text = "basic_auth_users: {alice: \(Self.cheap)}\nrate_limit: {interval: 1h, burst: 2}"
        try await withGate(text) { client async throws in
            #expect(try await client.send("GET", "/metrics").statusLine == "HTTP/1.1 401 Unauthorized")
            let right = Self.basic("alice", "change-me")
            #expect(try await client.send("GET", "/metrics", fields: right).statusLine == "HTTP/1.1 200 OK")
            for fields in [right, "", Self.basic("alice", "wrong")] {
                let reply = try await client.send("GET", "/metrics", fields: fields)
                #expect(reply.statusLine == "HTTP/1.1 429 Too Many Requests")
                #expect(reply.body == "Too Many Requests\n")
            }
        }
    }

    @Test func `configured header fields are on every answer`() async throws {
        let text = """
            http_server_config: {headers: {X-Frame-Options: deny, Content-Security-Policy: default-src 'self'}}
            basic_auth_users: {alice: \(Self.cheap)}
            """
        try await withGate(text) { client async throws in
            for fields in ["", Self.basic("alice", "change-me")] {
                let reply = try await client.send("GET", "/", fields: fields)
                #expect(reply.fields["x-frame-options"] == "deny")
                #expect(reply.fields["content-security-policy"] == "default-src 'self'")
            }
        }
    }

    @Test(arguments: [
        ("/dev/zero", "is no regular file"), ("/tmp", "is no regular file"),
        ("/nowhere", "cannot be read: No such file or directory"),
    ])
    func `what is no file is not read`(path: String, message: String) async {
        let error = WebConfigurationError(mistakes: ["\(path) \(message)"])
        await #expect(throws: error) { try await Gate(file: path) }
    }

    @Test func `a changed file holds within seconds; a wrong one is logged once and changes nothing`() async throws {
        let log = InMemoryLogHandler()
        let folder = try TemporaryDirectory.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "web.yml")
        func write(_ text: String) throws { try Data(text.utf8).write(to: file, options: .atomic) }
        func lines(_ level: Logger.Level) -> Int { log.entries.count { $0.level == level } }
        try write("basic_auth_users: {alice: \(Self.cheap)}")
        let gate = try await Gate(file: file.path)
        try await withServer(gate: gate, logger: Logger(label: "test") { _ in log }) { client, _ in
            func status(_ user: String) async throws -> String {
                try await client.send("GET", "/metrics", fields: Self.basic(user, "change-me")).statusLine
            }
            #expect(try await status("alice") == "HTTP/1.1 200 OK")
            try write("basic_auth_users: {alice: nonsense}")
            try await waitUntil("the mistake is logged") { lines(.error) == 1 }
            try await Task.sleep(for: .milliseconds(2_500))
            #expect(lines(.error) == 1)
            #expect(try await status("alice") == "HTTP/1.1 200 OK")
            #expect(try await status("bob") == "HTTP/1.1 401 Unauthorized")
            try write("basic_auth_users: {bob: \(Self.cheap)}")
            try await waitUntil("bob is known") { try await status("bob") == "HTTP/1.1 200 OK" }
            #expect(try await status("alice") == "HTTP/1.1 401 Unauthorized")
            // As an editor or a full disk leave it.
            try write("")
            try await waitUntil("the loss of all passwords is logged") { lines(.error) == 2 }
            #expect(try await status("nobody") == "HTTP/1.1 401 Unauthorized")
            try FileManager.default.removeItem(at: file)
            try await waitUntil("the loss is logged") { lines(.error) == 3 }
            #expect(try await status("bob") == "HTTP/1.1 200 OK")
        }
    }

    @Test func `every refusal takes as long as every other`() async throws {
        let text = "basic_auth_users: {alice: \(Self.cheap), bob: \(Self.dear)}"
        try await withGate(text) { client async throws in
            var best = Double.infinity
            for round in 0..<5 where best >= 1.2 {
                var times: [[Duration]] = Array(repeating: [], count: 6)
                for attempt in 0..<200 {
                    let kinds = [
                        "", Self.basic("alice", "wrong"), Self.basic("bob", "\(round)-\(attempt)"),
                        Self.basic("alice", "\(round)-\(attempt)"), Self.basic("nobody", "\(round)-\(attempt)"),
                        Self.basic("alice", String(repeating: "x", count: 600) + "\(attempt)"),
                    ]
                    for (kind, fields) in kinds.enumerated() {
                        times[kind].append(
                            try await ContinuousClock().measure {
                                _ = try await client.send("GET", "/", fields: fields)
                            }
                        )
                    }
                }
                let medians = times.map { $0.sorted()[$0.count / 2] }
                if let longest = medians.max(), let shortest = medians.min() { best = min(best, longest / shortest) }
            }
            #expect(best < 1.2)
        }
    }

    private static func basic(_ user: String, _ password: String) -> String {
        "Authorization: Basic \(Data("\(user):\(password)".utf8).base64EncodedString())\r\n"
    }

    private func withGate(_ text: String, _ body: (Client) async throws -> Void) async throws {
        let folder = try TemporaryDirectory.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "web.yml")
        try Data(text.utf8).write(to: file)
        let gate = try await Gate(file: file.path)
        try await withServer(gate: gate) { client, _ in try await body(client) }
    }
}
