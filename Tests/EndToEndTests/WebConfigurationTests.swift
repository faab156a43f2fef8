import Foundation
import LocalSQS
import Support
import Testing

extension EndToEndTests {
    /// The program with a web configuration file, and those who ask it.
    @Suite struct WebConfigurationTests {
        private static let hash = "$2y$05$C93mfviSEZr682oJbF9Oh.n6f62b2ZkY/Stt.0gpen/evNYNGAvdu"

        @Test func `Prometheus, healthcheck and stats reach an exporter by TLS and a password, and nobody else does`()
            async throws
        {
            let certificates = try await Certificates()
            try certificates.write(
                """
                tls_server_config: { cert_file: server.crt, key_file: server.key }
                basic_auth_users: { prometheus: \(Self.hash) }

                """,
                to: "web.yml"
            )
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: ["SQS_CREATE_QUEUES": "true", "WEB_CONFIG_FILE": certificates.path("web.yml")]
                )
                defer { exporter.stop() }
                let address = "127.0.0.1:\(exporter.port)"
                let authority = ["--ca-file", certificates.path("ca.crt")]

                let prometheus = try await PrometheusServer.start(
                    scraping: exporter.port,
                    access: [
                        "scheme: https", "tls_config: { ca_file: \(certificates.path("ca.crt")) }",
                        "basic_auth: { username: prometheus, password: change-me }",
                    ]
                )
                defer { prometheus.stop() }
                try await waitUntil("Prometheus has scraped it") { try await prometheus.target()?.health == "up" }

                let known = "https://prometheus:change-me@\(address)"
                let healthy = try await ProgramUnderTest.run(
                    ["healthcheck", "--url", known + "/-/healthy"] + authority
                )
                #expect(healthy.hasNothingToSay)
                #expect(try await ProgramUnderTest.run(["stats", "--url", known] + authority).hasNothingToSay)
                for command in ["healthcheck", "stats"] {
                    let stranger = "https://prometheus:change-you@\(address)"
                    let refused = try await ProgramUnderTest.run([command, "--url", stranger] + authority)
                    #expect(refused.ending == .exited(1))
                    #expect(refused.errors.contains("\(address)"))
                    #expect(refused.errors.contains("write USER:PASSWORD@ before the host in --url"))
                    #expect(!refused.errors.contains("change-you"))
                    #expect(try await ProgramUnderTest.run([command, "--url", known]).ending == .exited(1))
                }
                #expect(!exporter.program.errors.contains("change-me"))
            }
        }

        @Test func `a file with mistakes keeps the program from starting, and all are told`() async throws {
            let certificates = try await Certificates()
            try certificates.write("tls_server_config: { cert_file: a }\nauth: b\n", to: "web.yml")
            let outcome = try await ProgramUnderTest.run(
                ["serve", "--web-config-file", certificates.path("web.yml")],
                environment: ExporterUnderTest.environment(endpoint: "http://127.0.0.1:1")
            )
            #expect(outcome.ending == .exited(1))
            #expect(outcome.errors.contains("WEB_CONFIG_FILE \(certificates.path("web.yml")): line 1"))
            #expect(outcome.errors.contains("key_file is missing"))
            #expect(outcome.errors.contains("line 2, column 1: field auth not found"))
        }
    }
}
