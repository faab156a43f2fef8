import Testing
import YAML

@testable import Web

@Suite struct WebConfigurationTests {
    static let hash = "$2y$04$qfPsi4QiCtx4A02HG8dm6.OG8NQjgOgbwTswajby54AzfqFVG16ra"

    @Test func `an empty file asks for nothing`() throws {
        for text in [
            "", "# nothing\n", "tls_server_config:\nbasic_auth_users: {}\n", "http_server_config: {http2: false}",
        ] {
            #expect(try WebConfiguration(Array(text.utf8), directory: "/etc") == WebConfiguration())
        }
    }

    @Test func `every field is read`() throws {
        let text = """
            tls_server_config:
              cert_file: tls/server.crt
              key_file: /keys/server.key
              client_ca_file: ca.crt
              client_auth_type: RequireAndVerifyClientCert
              client_allowed_sans: [prometheus.example, 10.0.0.7]
              min_version: TLS11
              max_version: TLS12
              cipher_suites: [TLS_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
              prefer_server_cipher_suites: false
              curve_preferences: [X25519, CurveP256]
            http_server_config:
              http2: true
              headers: {X-Frame-Options: deny, Strict-Transport-Security: max-age=60, X-XSS-Protection: ''}
            basic_auth_users:
              alice: \(Self.hash)
              'bob:': \(Self.hash)
            rate_limit: {interval: 100ms, burst: 20}
            """
        let configuration = try WebConfiguration(Array(text.utf8), directory: "/etc/web")
        var tls = TLSSettings(certificate: .file("/etc/web/tls/server.crt"), key: .file("/keys/server.key"))
        tls.clientAuthority = .file("/etc/web/ca.crt")
        tls.clientAuthentication = .requireAndVerify
        tls.clientNames = ["prometheus.example", "10.0.0.7"]
        tls.minimumVersion = .tls11
        tls.maximumVersion = .tls12
        tls.cipherSuites = [.aes128GCM, .rsaAES128GCM]
        tls.curves = [.x25519, .p256]
        let hash = try #require(BcryptHash(Self.hash))
        #expect(configuration.tls == tls)
        #expect(
            configuration.headers == [
                .init(name: "X-Frame-Options", value: "deny"),
                .init(name: "Strict-Transport-Security", value: "max-age=60"),
            ]
        )
        #expect(configuration.users == [.init(name: "alice", hash: hash), .init(name: "bob:", hash: hash)])
        #expect(configuration.rateLimit == .init(interval: .milliseconds(100), burst: 20))
    }

    @Test(arguments: [
        ("tls: {}", "field tls not found; there are tls_server_config, http_server_config, rate_limit"),
        ("tls_server_config: {cert_fil: a}", "field tls_server_config.cert_fil not found; there are cert, cert_file"),
        ("tls_server_config: {cert_file: a}", "tls_server_config.key_file is missing"),
        ("tls_server_config: {key_file: a}", "tls_server_config.cert_file is missing"),
        ("tls_server_config: {key: b, client_auth_type: RequestClientCert}", "tls_server_config.cert_file is missing"),
        ("tls_server_config: {cert: x, cert_file: a, key: y}", "tls_server_config.cert and cert_file are both given"),
        (
            "tls_server_config: {cert: a, key: b, client_auth_type: Maybe}",
            "client_auth_type is \"Maybe\"; write one of No"
        ),
        ("tls_server_config: {cert: a, key: b, client_ca: c}", "set client_auth_type: RequireAndVerifyClientCert"),
        ("tls_server_config: {cert: a, key: b, client_allowed_sans: [x]}", "client_allowed_sans needs certificates"),
        (
            "tls_server_config: {cert: a, key: b, client_allowed_sans: [], client_auth_type: VerifyClientCertIfGiven}",
            "client_allowed_sans needs certificates"
        ),
        (
            "tls_server_config: {min_version: TLS14}",
            "min_version is \"TLS14\"; write one of TLS10, TLS11, TLS12, TLS13"
        ),
        ("tls_server_config: {min_version: TLS13, max_version: TLS12}", "min_version TLS13 is above max_version TLS12"),
        (
            "tls_server_config: {cipher_suites: [TLS_RSA_WITH_RC4_128_SHA]}",
            "\"TLS_RSA_WITH_RC4_128_SHA\", which is unknown"
        ),
        ("tls_server_config: {curve_preferences: [CurveP224]}", "\"CurveP224\", which is unknown; there are CurveP256"),
        ("http_server_config: {headers: {Server: me}}", "HTTP header \"Server\" can not be configured; there are"),
        ("http_server_config: {headers: {x-frame-options: deny}}", "HTTP header \"x-frame-options\" can not be"),
        (
            "http_server_config: {headers: {X-Frame-Options: DENY}}",
            "X-Frame-Options is \"DENY\"; write deny or sameorigin"
        ),
        ("http_server_config: {headers: {X-XSS-Protection: \"1\\r\\nA: b\"}}", "X-XSS-Protection must be one line"),
        ("http_server_config: {http2: maybe}", "http_server_config.http2 is \"maybe\"; write true or false"),
        ("basic_auth_users: {alice: }", "basic_auth_users must hold texts, and not nothing"),
        ("rate_limit: {interval: 1s}", "rate_limit.burst is 0, which answers no request"),
        ("rate_limit: {interval: 5, burst: 1}", "rate_limit.interval is \"5\"; write a duration with its unit"),
    ])
    func `what is wrong is named with its cure`(text: String, message: String) throws {
        let error = try #require(
            #expect(throws: YAMLMistakes.self) { try WebConfiguration(Array(text.utf8), directory: ".") }
        )
        #expect(error.all.count == 1)
        #expect("\(error)".contains(message), "\(error)")
    }

    @Test func `a password that is no hash is not repeated`() throws {
        let text = "basic_auth_users: {alice: hunter2, bob: $1$x$hunter2}"
        let error = try #require(
            #expect(throws: YAMLMistakes.self) { try WebConfiguration(Array(text.utf8), directory: ".") }
        )
        #expect(error.all.count == 2)
        #expect(!"\(error)".contains("hunter2"))
        #expect("\(error)".contains("alice"))
    }

    @Test(
        arguments: [
            (hash, 4), ("$2a$31$" + String(repeating: ".", count: 53), 31),
            ("$2b$10$" + String(repeating: "A", count: 53), 10),
            ("$2y$03$" + String(repeating: ".", count: 53), nil), ("$2y$32$" + String(repeating: ".", count: 53), nil),
            ("$2x$10$" + String(repeating: ".", count: 53), nil), ("$2y$10$" + String(repeating: ".", count: 52), nil),
            ("$2y$10$" + String(repeating: "!", count: 53), nil), ("", nil),
            ("$2y$+9$" + String(repeating: ".", count: 53), nil),
        ] as [(String, Int?)]
    )
    func `a hash tells its cost`(text: String, cost: Int?) {
        #expect(BcryptHash(text)?.cost == cost)
    }
}
