import Foundation
import Support

/// The service of `Tests/Peers/signed_service.py`, which checks signatures with botocore; it ends with this value.
struct SignedService {
    let port: Int
    private let program: Subprocess

    init(secrets: [String: String]) async throws {
        let argument = String(decoding: try JSONEncoder().encode(secrets), as: UTF8.self)
        program = try Python.start("signed_service.py", [argument])
        port = try await program.waitFor("where it listens") { program in
            program.output.wholeMatch(of: /(\d+)\n/).flatMap { Int($0.output.1) }
        }
    }
}
