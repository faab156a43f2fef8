import Foundation
import Support
import Testing

@testable import Web

/// Prometheus's own judge and ours say the same of the same file.
@Suite struct VerdictTests {
    /// Debian's promtool is of 2022: it does not know `rate_limit`, PEM in the file, and `client_allowed_sans`.
    @Test(arguments: [
        ("nothing", "", true),
        ("comments", "# one\n# two\n", true),
        ("certificate", "tls_server_config: {cert_file: server.crt, key_file: server.key}", true),
        (
            "client certificates",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, client_ca_file: ca.crt, client_auth_type: RequireAndVerifyClientCert}",
            true
        ),
        (
            "old name",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, client_auth_type: RequireClientCert}",
            true
        ),
        (
            "not asked",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, client_auth_type: NoClientCert}", true
        ),
        (
            "asked",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, client_auth_type: RequestClientCert}",
            true
        ),
        (
            "given",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, client_auth_type: VerifyClientCertIfGiven}",
            true
        ),
        (
            "versions",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, min_version: TLS10, max_version: TLS12}",
            true
        ),
        (
            "suites",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, cipher_suites: [TLS_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256]}",
            true
        ),
        (
            "curves",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, curve_preferences: [CurveP521, X25519]}",
            true
        ),
        (
            "preference",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, prefer_server_cipher_suites: no}", true
        ),
        ("versions alone", "tls_server_config: {min_version: TLS13}", true),
        (
            "http",
            "http_server_config: {http2: false, headers: {X-Frame-Options: sameorigin, X-Content-Type-Options: nosniff}}",
            true
        ),
        (
            "policies",
            "http_server_config: {headers: {Content-Security-Policy: \"default-src 'self'\", X-XSS-Protection: 1}}",
            true
        ),
        (
            "users",
            "basic_auth_users:\n  alice: \(WebConfigurationTests.hash)\n  bob: \(WebConfigurationTests.hash)\n", true
        ),
        ("list", "- tls_server_config\n", false),
        ("junk", "{{", false),
        ("tab", "tls_server_config:\n\tcert_file: server.crt\n", false),
        ("unknown field", "tls: {}", false),
        ("unknown field inside", "tls_server_config: {cert_file: server.crt, key_file: server.key, ca: x}", false),
        ("twice", "http_server_config: {http2: true}\nhttp_server_config: {http2: false}\n", false),
        ("no key", "tls_server_config: {cert_file: server.crt}", false),
        ("no certificate", "tls_server_config: {key_file: server.key}", false),
        ("neither", "tls_server_config: {client_auth_type: RequireAnyClientCert}", false),
        ("no such certificate", "tls_server_config: {cert_file: missing.crt, key_file: server.key}", false),
        ("no such key", "tls_server_config: {cert_file: server.crt, key_file: missing.key}", false),
        ("another's key", "tls_server_config: {cert_file: server.crt, key_file: ca.key}", false),
        ("no PEM", "tls_server_config: {cert_file: junk.crt, key_file: server.key}", false),
        (
            "no such authority",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, client_ca_file: missing.crt, client_auth_type: RequireAndVerifyClientCert}",
            false
        ),
        (
            "authority without a type",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, client_ca_file: ca.crt}", false
        ),
        (
            "unknown type", "tls_server_config: {cert_file: server.crt, key_file: server.key, client_auth_type: Ask}",
            false
        ),
        (
            "unknown version", "tls_server_config: {cert_file: server.crt, key_file: server.key, min_version: SSL3}",
            false
        ),
        (
            "unknown suite", "tls_server_config: {cert_file: server.crt, key_file: server.key, cipher_suites: [AES]}",
            false
        ),
        (
            "insecure suite",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, cipher_suites: [TLS_RSA_WITH_RC4_128_SHA]}",
            false
        ),
        (
            "unknown curve",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, curve_preferences: [P-256]}", false
        ),
        (
            "suite of no list",
            "tls_server_config: {cert_file: server.crt, key_file: server.key, cipher_suites: TLS_AES_128_GCM_SHA256}",
            false
        ),
        ("unknown header", "http_server_config: {headers: {Server: none}}", false),
        ("header's value", "http_server_config: {headers: {X-Frame-Options: allow}}", false),
        ("http2 is a text", "http_server_config: {http2: 'true'}", false),
        ("password", "basic_auth_users: {alice: secret}", false),
        ("cost", "basic_auth_users: {alice: $2y$99$qfPsi4QiCtx4A02HG8dm6.OG8NQjgOgbwTswajby54AzfqFVG16ra}", false),
    ])
    func `a file is as good as promtool finds it`(name: String, text: String, isGood: Bool) async throws {
        let certificates = try await Self.certificates.value
        let file = name.replacing(" ", with: "-") + ".yml"
        try certificates.write(text + "\n", to: file)
        let judgement = try await Promtool.checkWebConfiguration(certificates.path(file))
        #expect(judgement.succeeded == isGood, "promtool: \(judgement.text)")
        let contents = Result { try WebConfigurationFile(path: certificates.path(file)).readBlocking() }
        switch contents {
        case .success: #expect(isGood)
        case .failure(let error): #expect(!isGood, "ours: \(error)")
        }
    }

    @Test func `the example in docs is good, beside certificates of its names`() async throws {
        let certificates = try await Self.certificates.value
        let example = FileTree.root.appending(path: "docs/web-config.yml")
        try certificates.write(try String(contentsOf: example, encoding: .utf8), to: "example.yml")
        let judgement = try await Promtool.checkWebConfiguration(certificates.path("example.yml"))
        #expect(judgement.succeeded, "\(judgement.text)")
        let contents = try WebConfigurationFile(path: certificates.path("example.yml")).readBlocking()
        #expect(contents.tls != nil)
        #expect(!contents.configuration.users.isEmpty)
    }

    /// Made once for all files; the task runs by itself and ends.
    private static let certificates = Task {
        let certificates = try await Certificates()
        try certificates.write("no certificate\n", to: "junk.crt")
        return certificates
    }

    private enum FileTree {
        static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
    }
}
