import Support

/// `curl`, which trusts one authority and asks one server.
struct Curl {
    let port: Int
    let certificates: Certificates

    /// Status and version of TLS, `200 1.3` for example; `000 ` where no answer came.
    func status(_ options: String...) async throws -> String { try await status(options) }

    func status(_ options: [String], scheme: String = "https") async throws -> String {
        let verbose = try await run(["-w", "%{http_code}", "-o", "/dev/null"] + options, scheme: scheme)
        let version = verbose.errors.firstMatch(of: /SSL connection using TLSv([0-9.]+)/).map { String($0.output.1) }
        let code = verbose.output
        return code == "000" ? "000 " : "\(code) \(version ?? "")"
    }

    func status(scheme: String) async throws -> String { try await status([], scheme: scheme) }

    /// Whether a client is answered that shows this certificate, or none.
    func isServed(with certificates: Certificates? = nil, _ name: String = "") async throws -> Bool {
        let identity = certificates.map { ["--cert", $0.path("\(name).crt"), "--key", $0.path("\(name).key")] } ?? []
        return try await status(identity) == "200 1.3"
    }

    /// The server's certificate's number.
    func serial() async throws -> String {
        try await run(["-w", "%{certs}", "-o", "/dev/null"]).output
    }

    private func run(_ options: [String], scheme: String = "https") async throws -> Subprocess.Outcome {
        try await Subprocess.run(
            try SystemProgram.path(of: "curl"),
            ["-sv", "--cacert", certificates.path("ca.crt")] + options + ["\(scheme)://127.0.0.1:\(port)/-/healthy"]
        )
    }
}
