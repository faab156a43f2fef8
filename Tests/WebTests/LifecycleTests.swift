import Testing

@testable import Web

@Suite(.timeLimit(.minutes(1))) struct LifecycleTests {
    @Test(arguments: ["POST", "PUT"])
    func `reloads when it is asked to, and says what changed`(method: String) async throws {
        let lifecycle = FakeLifecycle(report: ReloadReport(applied: ["LOG_LEVEL"], needRestart: ["SQS_QUEUE_NAME"]))
        let reply = try await withServer(lifecycle: lifecycle) { try await $0.send(method, "/-/reload") }
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
        #expect(reply.fields["content-type"] == "application/json")
        #expect(reply.fields["cache-control"] == "no-store")
        #expect(reply.body == #"{"status":"reloaded","applied":["LOG_LEVEL"],"need_restart":["SQS_QUEUE_NAME"]}"#)
        #expect(lifecycle.reloads == 1)
    }

    @Test func `says what is wrong with the configuration where it is not reloaded`() async throws {
        let mistakes = ["LOG_LEVEL is \"loud\"", "a.yml:2: no such key"]
        let lifecycle = FakeLifecycle(refusal: ReloadRefused(mistakes: mistakes))
        let reply = try await withServer(lifecycle: lifecycle) { try await $0.send("POST", "/-/reload") }
        #expect(reply.statusLine == "HTTP/1.1 500 Internal Server Error")
        #expect(
            reply.body
                == #"{"error":"the configuration stays as it was: LOG_LEVEL is \"loud\"; a.yml:2: no such key"}"#
        )
    }

    @Test(arguments: ["POST", "PUT"])
    func `begins the end when it is asked to`(method: String) async throws {
        let lifecycle = FakeLifecycle()
        let reply = try await withServer(lifecycle: lifecycle) { try await $0.send(method, "/-/quit") }
        #expect(reply.statusLine == "HTTP/1.1 200 OK")
        #expect(reply.body == #"{"status":"stopping"}"#)
        #expect(lifecycle.quits == 1)
    }

    @Test(arguments: ["/-/reload", "/-/quit"], ["POST", "PUT"])
    func `does nothing of that unless it is enabled`(path: String, method: String) async throws {
        let reply = try await withServer { try await $0.send(method, path) }
        #expect(reply.statusLine == "HTTP/1.1 403 Forbidden")
        #expect(
            reply.body
                == #"{"error":"reloading and quitting by request are not enabled: start with --web.enable-lifecycle"}"#
        )
    }

    @Test(arguments: ["/-/reload", "/-/quit"], ["GET", "HEAD", "DELETE"])
    func `does nothing for who only looks`(path: String, method: String) async throws {
        let lifecycle = FakeLifecycle()
        let reply = try await withServer(lifecycle: lifecycle) { try await $0.send(method, path) }
        #expect(reply.statusLine == "HTTP/1.1 405 Method Not Allowed")
        #expect(reply.fields["allow"] == "POST, PUT")
        #expect(lifecycle.reloads + lifecycle.quits == 0)
    }

    @Test(arguments: [
        ("Sec-Fetch-Site: cross-site", 403), ("Sec-Fetch-Site: same-site", 403), ("Sec-Fetch-Site: same-origin", 200),
        ("Sec-Fetch-Site: none", 200), ("Origin: http://evil.example", 403), ("Origin: null", 403),
        ("Origin: http://test", 200), ("Origin: http://evil.example/test", 403),
    ])
    func `does nothing for a page of another site, as browsers tell of it`(field: String, status: Int) async throws {
        let lifecycle = FakeLifecycle()
        let reply = try await withServer(lifecycle: lifecycle) { client in
            try await client.send("POST", "/-/quit", fields: "\(field)\r\n")
        }
        #expect(reply.statusLine.hasPrefix("HTTP/1.1 \(status) "))
        #expect(lifecycle.quits == (status == 200 ? 1 : 0))
    }
}
