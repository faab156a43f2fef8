package import Foundation

/// A folder with an authority of its own, and certificates that it signs; removed when nobody holds it any more.
package final class Certificates: Sendable {
    /// What openssl says of its failure.
    package struct Failure: Error {
        package let words: String
    }

    /// Where everything is.
    package let folder: URL

    /// Makes `ca.crt` and, for 127.0.0.1, `server.crt` with `server.key`.
    package init() async throws {
        folder = try TemporaryDirectory.make()
        try await make("ca", ["-subj", "/CN=authority"])
        try await issue("server", for: "IP:127.0.0.1")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The path of a file in the folder.
    package func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Makes `name.crt` and `name.key`; names as openssl has them, `DNS:one,email:two` for example.
    package func issue(_ name: String, for names: String) async throws {
        let authority = ["-CA", path("ca.crt"), "-CAkey", path("ca.key")]
        try await make(name, ["-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)"] + authority)
    }

    /// Writes a file of the folder at once, as a careful program does.
    package func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name), options: .atomic)
    }

    /// Gives a file the contents of another.
    package func copy(_ name: String, to other: String) throws {
        try Data(contentsOf: folder.appending(path: name)).write(to: folder.appending(path: other), options: .atomic)
    }

    /// What a file holds.
    package func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    private func make(_ name: String, _ options: [String]) async throws {
        let request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
        let files = ["-keyout", path("\(name).key"), "-out", path("\(name).crt")]
        let making = try await Subprocess.run(try SystemProgram.path(of: "openssl"), request + options + files)
        guard making.succeeded else { throw Failure(words: making.errors) }
    }
}
