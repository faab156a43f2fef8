import Support
import Testing
import YAML

@testable import Web

/// Reads spoilt web configuration files.
@Suite struct WebConfigurationFuzzTests {
    @Test(arguments: FuzzRun.runs(of: .webconfigs))
    func `a file makes a configuration that can be served, or mistakes in order without a password`(
        run: FuzzRun
    ) async throws {
        let report = try await run.check(tokens: Self.tokens) { text in
            do throws(YAMLMistakes) {
                let configuration = try WebConfiguration(text, directory: "/etc")
                return flaw(of: configuration).map { .wrong($0) } ?? .accepted
            } catch {
                return flaw(of: error, in: text).map { .wrong("\($0): \(error)") } ?? .refused
            }
        }
        #expect(report.finding == nil)
        #expect(report.isTelling, "\(report)")
    }

    private func flaw(of configuration: WebConfiguration) -> String? {
        if let tls = configuration.tls {
            if tls.minimumVersion > tls.maximumVersion { return "no version is left" }
            if tls.clientAuthority != nil, tls.clientAuthentication == .none { return "an authority for nobody" }
            if tls.clientNames != nil, !tls.clientAuthentication.isRequired { return "names that nobody need show" }
            if !tls.files.allSatisfy({ $0.hasPrefix("/") }) { return "a file of the working directory" }
        }
        if let limit = configuration.rateLimit, limit.interval <= .zero || limit.burst < 1 { return "no rate" }
        if configuration.headers.contains(where: { $0.value.contains { !$0.isASCII || $0.isNewline } }) {
            return "an answer could be split"
        }
        let names = configuration.users.map { Array($0.name.utf8) }
        return Set(names).count == names.count ? nil : "two passwords of one user"
    }

    private func flaw(of error: YAMLMistakes, in text: [UInt8]) -> String? {
        if error.all.isEmpty { return "no mistake" }
        if error.all.map(\.position) != error.all.map(\.position).sorted() { return "in disorder" }
        let lines = text.count + 2
        if error.all.contains(where: { !(1...lines ~= $0.position.line) || $0.position.column < 1 }) {
            return "a place outside the file"
        }
        return "\(error)".utf8.count > 64 * 1024 + 8 * text.count * error.all.count ? "too long" : nil
    }

    private static let tokens = [
        "tls_server_config: ", "http_server_config: ", "basic_auth_users: ", "rate_limit: ", "cert_file: ", "key: ",
        "client_auth_type: ", "client_ca: ", "client_allowed_sans: ", "min_version: TLS13\n", "headers: ", "interval: ",
        "burst: ", "NoClientCert", "- ", "? ", ": ", "{", "}", "[", "]", "|\n ", ">-\n ", "&a ", "*a", "!!str ", "<<: ",
        "---\n", "...\n", "%YAML 1.1\n", "\"\\x0d\\x0a\"", "\"\\0\"", "''", "~", "  ", "true", "1h", "-1s", "0", "1e9",
        "292y", WebConfigurationTests.hash,
    ]
}
