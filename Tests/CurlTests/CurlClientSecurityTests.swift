import Curl
import Foundation
import Support
import Testing

/// Whom the client talks to, and through whom.
@Suite struct CurlClientSecurityTests {
    @Test func `a certificate nobody vouches for is refused`() async throws {
        let server = try await TLSServer()
        let failure = try await CurlClient().failure(of: .test(server.url, method: .get))
        #expect(failure?.kind == .configuration)
        #expect(failure?.code == 60)
    }

    @Test func `a certificate in the bundle is accepted`() async throws {
        let server = try await TLSServer()
        let client = try CurlClient(CurlClient.Configuration(caBundle: server.certificate))
        #expect(try await client.send(.test(server.url, method: .get)).status == 200)
    }

    /// The server prefers HTTP/2, and would be sent it by a client that offers that.
    @Test func `HTTP/1.1 is all that is offered to a server`() async throws {
        let server = try await TLSServer("-alpn", "h2,http/1.1")
        let client = try CurlClient(CurlClient.Configuration(caBundle: server.certificate))
        #expect(try await client.send(.test(server.url, method: .get)).status == 200)
    }

    @Test func `a certificate for another host is refused`() async throws {
        let server = try await TLSServer()
        let client = try CurlClient(CurlClient.Configuration(caBundle: server.certificate))
        let elsewhere = server.url.replacingOccurrences(of: "127.0.0.1", with: "localhost")
        let failure = await client.failure(of: .test(elsewhere, method: .get))
        #expect(failure?.kind == .configuration)
        #expect(failure?.code == 60)
    }

    @Test func `a bundle stands in place of the system's authorities`() async throws {
        let (one, other) = (try await TLSServer(), try await TLSServer())
        let client = try CurlClient(CurlClient.Configuration(caBundle: one.certificate))
        #expect(await client.failure(of: .test(other.url, method: .get))?.code == 60)
    }

    /// In a process of its own, because OpenSSL reads its configuration once.
    @Test func `TLS 1.1 is refused, also where OpenSSL would take it`() async {
        await #expect(processExitsWith: .success) {
            let lax = FileManager.default.temporaryDirectory.appending(path: "openssl-\(UUID()).cnf")
            try """
            openssl_conf = all
            [all]
            ssl_conf = ssl
            [ssl]
            system_default = lax
            [lax]
            MinProtocol = TLSv1
            CipherString = DEFAULT@SECLEVEL=0

            """.write(to: lax, atomically: true, encoding: .utf8)
            defer { try? FileManager.default.removeItem(at: lax) }
            unsafe setenv("OPENSSL_CONF", lax.path, 1)
            let server = try await TLSServer("-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0")
            let another = try await Subprocess.run(
                SystemProgram.path(of: "openssl"),
                ["s_client", "-connect", "127.0.0.1:\(server.port)"],
                environment: SystemProgram.bareEnvironment.merging(["OPENSSL_CONF": lax.path]) { $1 }
            )
            precondition(another.output.contains("TLSv1.1"), another.text)
            let client = try CurlClient(CurlClient.Configuration(caBundle: server.certificate))
            let failure = await client.failure(of: .test(server.url, method: .get))
            precondition(failure?.code == 35)
        }
    }

    @Test(arguments: ["/nowhere/bundle.pem", ""])
    func `a bundle that cannot be read is named at the start`(path: String) {
        let error = #expect(throws: CurlError.self) {
            try CurlClient(CurlClient.Configuration(caBundle: path))
        }
        #expect(error?.kind == .configuration)
        #expect(error?.message.contains(path) == true || path.isEmpty)
    }

    @Test func `a bundle that holds no certificate is a configuration error`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "bundle-\(UUID()).pem")
        try "nothing of use\n".write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let client = try CurlClient(CurlClient.Configuration(caBundle: file.path))
        let server = try await TLSServer()
        let failure = await client.failure(of: .test(server.url, method: .get))
        #expect(failure?.kind == .configuration)
        #expect(failure?.message.contains(file.path) == true)
    }

    @Test func `the environment's proxy is used where a request allows it, and only there`() async {
        await #expect(processExitsWith: .success) {
            let proxy = try LoopbackServer(.status(299))
            let server = try LoopbackServer(.status(200))
            for name in ["http_proxy", "ALL_PROXY"] { unsafe setenv(name, proxy.url, 1) }
            for name in ["no_proxy", "NO_PROXY"] { unsafe unsetenv(name) }
            let client = try CurlClient()
            let url = "\(server.url)/latest"
            // The second and the last come to a transfer that was last used the other way.
            for (way, status) in [(Request.Proxy.none, 200), (.environment, 299), (.none, 200)] {
                let answer = try await client.send(.test(url, proxy: way))
                precondition(answer.status == status)
            }
            precondition(proxy.requests.map(\.target) == [url])
            precondition(server.requests.map(\.target) == ["/latest", "/latest"])
        }
    }

    @Test func `a peer that hangs up is an error and not the end`() async {
        await #expect(processExitsWith: .success) {
            let server = try LoopbackServer(.hangUp)
            let client = try CurlClient()
            let body = String(repeating: "x", count: 1 << 22)
            let failure = await client.failure(of: .test(server.url, body: body))
            precondition(failure?.kind == .transient)
            raise(SIGPIPE)
        }
    }
}
