import Foundation
import Support

/// `openssl s_server` on a free port of 127.0.0.1, with a certificate for that address which nobody has signed but
/// itself.
final class TLSServer: Sendable {
    struct Failure: Error { let words: String }

    let port: Int
    /// The certificate, which as an authority's bundle makes the server trusted.
    let certificate: String
    private let folder: URL
    private let program: Subprocess

    /// - Parameter options: more of `s_server`'s options.
    init(_ options: String...) async throws {
        let openssl = try SystemProgram.path(of: "openssl")
        folder = try TemporaryDirectory.make()
        certificate = folder.appending(path: "certificate.pem").path
        let key = folder.appending(path: "key.pem").path

        let request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
        let subject = ["-subj", "/CN=loopback", "-addext", "subjectAltName=IP:127.0.0.1"]
        let making = try await Subprocess.run(openssl, request + subject + ["-keyout", key, "-out", certificate])
        guard making.succeeded else { throw Failure(words: making.errors) }

        let serving = ["s_server", "-accept", "127.0.0.1:0", "-www", "-key", key, "-cert", certificate]
        program = try Subprocess(openssl, serving + options)
        port = try await program.waitFor("where it listens") { program in
            program.output.firstMatch(of: /ACCEPT 127\.0\.0\.1:(\d+)\n/).flatMap { Int($0.output.1) }
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var url: String { "https://127.0.0.1:\(port)" }
}
