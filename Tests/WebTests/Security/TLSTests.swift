import Foundation
import InMemoryLogging
import Logging
import Support
import Testing

@testable import Web

@Suite struct TLSTests {
    private static let certificate = "  cert_file: server.crt\n  key_file: server.key\n"

    @Test func `pages come by TLS 1.2 and 1.3, and neither by less nor in the clear`() async throws {
        try await withTLS("") { curl async throws in
            #expect(try await curl.status() == "200 1.3")
            #expect(try await curl.status("--tls-max", "1.2") == "200 1.2")
            #expect(try await curl.status("--tls-max", "1.1", "--ciphers", "DEFAULT@SECLEVEL=0") == "000 ")
            #expect(try await curl.status(scheme: "http") == "000 ")
        }
    }

    @Test(arguments: [
        ("  min_version: TLS13", ["--tls-max", "1.2"], "000 "), ("  min_version: TLS13", [], "200 1.3"),
        ("  cipher_suites: [TLS_AES_128_GCM_SHA256]", ["--tls-max", "1.2"], "000 "),
        ("  cipher_suites: [TLS_AES_128_GCM_SHA256]", [], "200 1.3"),
        ("  max_version: TLS12", [], "200 1.2"), ("  max_version: TLS12", ["--tlsv1.3"], "000 "),
        ("  min_version: TLS10", ["--tls-max", "1.1", "--ciphers", "DEFAULT@SECLEVEL=0"], "200 1.1"),
    ])
    func `versions are as configured`(text: String, options: [String], outcome: String) async throws {
        try await withTLS(text) { curl async throws in #expect(try await curl.status(options) == outcome) }
    }

    @Test(arguments: [
        ("ECDHE-ECDSA-AES256-GCM-SHA384", "200 1.2"), ("ECDHE-ECDSA-AES128-GCM-SHA256", "000 "),
        ("ECDHE-ECDSA-CHACHA20-POLY1305", "000 "),
    ])
    func `only the configured suites are spoken`(suite: String, outcome: String) async throws {
        try await withTLS("  cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384]") { curl async throws in
            #expect(try await curl.status("--tls-max", "1.2", "--ciphers", suite) == outcome)
        }
    }

    @Test(arguments: [("P-384", "200 1.3"), ("P-256", "000 ")])
    func `only the configured curves are spoken`(curve: String, outcome: String) async throws {
        try await withTLS("  curve_preferences: [CurveP384]") { curl async throws in
            #expect(try await curl.status("--curves", curve) == outcome)
        }
    }

    @Test(arguments: [
        ("NoClientCert", true, true, true), ("RequestClientCert", true, true, true),
        ("RequireAnyClientCert", false, true, true), ("RequireClientCert", false, true, true),
        ("VerifyClientCertIfGiven", true, true, false), ("RequireAndVerifyClientCert", false, true, false),
    ])
    func `clients are asked for what the type says`(type: String, none: Bool, good: Bool, bad: Bool) async throws {
        let authority = type == "NoClientCert" ? "" : "\n  client_ca_file: ca.crt"
        try await withTLS("  client_auth_type: \(type)" + authority) { curl async throws in
            let stranger = try await Certificates()
            try await stranger.issue("client", for: "DNS:client.example")
            #expect(try await curl.isServed() == none)
            #expect(try await curl.isServed(with: curl.certificates, "client") == good)
            #expect(try await curl.isServed(with: stranger, "client") == bad)
        }
    }

    @Test(arguments: [
        ("DNS:client.example,email:a@b.example", true), ("email:someone@client.example", true), ("IP:10.0.0.7", true),
        ("IP:2001:db8::7", true), ("URI:spiffe://client.example/prometheus", true), ("DNS:other.example", false),
        ("DNS:sub.client.example", false), ("DNS:CLIENT.example", false),
    ])
    func `a client's certificate must be for an allowed name`(names: String, isServed: Bool) async throws {
        let allowed =
            "client.example, someone@client.example, 10.0.0.7, '2001:db8::7', 'spiffe://client.example/prometheus'"
        let text = "  client_ca_file: ca.crt\n  client_auth_type: RequireAndVerifyClientCert\n"
        try await withTLS(text + "  client_allowed_sans: [\(allowed)]") { curl async throws in
            try await curl.certificates.issue("named", for: names)
            #expect(try await curl.isServed(with: curl.certificates, "named") == isServed)
        }
    }

    @Test func `a new certificate is shown within seconds; a wrong one is logged once and the old one stays`()
        async throws
    {
        let log = InMemoryLogHandler()
        try await withTLS("", logger: Logger(label: "test") { _ in log }) { curl async throws in
            let certificates = curl.certificates
            try await certificates.issue("next", for: "DNS:next.example,IP:127.0.0.1")
            let first = try await curl.serial()
            try certificates.write("no certificate", to: "server.crt")
            try await waitUntil("the mistake is logged") { log.entries.count { $0.level == .error } == 1 }
            try await Task.sleep(for: .milliseconds(2_500))
            #expect(log.entries.count { $0.level == .error } == 1)
            #expect(try await curl.serial() == first)
            try certificates.copy("next.key", to: "server.key")
            try certificates.copy("next.crt", to: "server.crt")
            try await waitUntil("the new certificate is shown") { try await curl.serial() != first }
            #expect(try await curl.status() == "200 1.3")
        }
    }

    @Test func `certificates may be written in the file itself`() async throws {
        let certificates = try await Certificates()
        let indented = { (name: String) in try certificates.text(name).replacing("\n", with: "\n    ") }
        let text =
            "tls_server_config:\n  cert: |\n    \(try indented("server.crt"))\n  key: |\n    \(try indented("server.key"))\n"
        try certificates.write(text, to: "web.yml")
        try await withServer(gate: try await Gate(file: certificates.path("web.yml"))) { client, _ async throws in
            #expect(try await Curl(port: client.port, certificates: certificates).status() == "200 1.3")
        }
    }

    private func withTLS(_ text: String, logger: Logger = .silent, _ body: (Curl) async throws -> Void) async throws {
        let certificates = try await Certificates()
        try await certificates.issue("client", for: "DNS:client.example")
        try certificates.write("tls_server_config:\n" + Self.certificate + text + "\n", to: "web.yml")
        let gate = try await Gate(file: certificates.path("web.yml"))
        try await withServer(gate: gate, logger: logger) { client, _ async throws in
            try await body(Curl(port: client.port, certificates: certificates))
        }
    }
}
