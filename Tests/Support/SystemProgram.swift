import Foundation

/// Programs of the system that judge ours.
package enum SystemProgram {
    /// A program that a test needs is not there.
    package struct Missing: Error, CustomStringConvertible {
        package let name: String

        package var description: String { "\(name) is missing; make test installs what the tests need" }
    }

    /// What a program of ours or of the system finds in its environment unless a test says otherwise.
    ///
    /// A program that is built with a sanitizer needs the sanitizer's options too.
    package static let bareEnvironment = [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8",
    ].merging(ProcessInfo.processInfo.environment.filter { $0.key == "TSAN_OPTIONS" }) { $1 }

    /// The path of a program, `promtool` for example.
    package static func path(of name: String) throws(Missing) -> String {
        let folders = ["/usr/local/bin", "/usr/bin", "/bin"]
        guard let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") })
        else { throw Missing(name: name) }
        return "\(folder)/\(name)"
    }
}
