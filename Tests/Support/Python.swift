import Foundation

/// The interpreter that has boto3 and moto, with the scripts in `Tests/Peers`.
package enum Python {
    /// There is no interpreter where it is looked for.
    package struct Missing: Error, CustomStringConvertible {
        package var description: String { "there is no .venv/bin/python: run make test once, or set TEST_PYTHON" }
    }

    /// The path of the interpreter: what `TEST_PYTHON` names, else the one that `make test` has made.
    package static var interpreter: String {
        get throws(Missing) {
            // Not standardized: that follows the link to the system's interpreter, which has none of the packages.
            let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            let made = root.appending(path: ".venv/bin/python").path
            let path = ProcessInfo.processInfo.environment["TEST_PYTHON"] ?? made
            guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing() }
            return path
        }
    }

    /// Starts a script of `Tests/Peers`.
    package static func start(_ script: String, _ arguments: [String] = []) throws -> Subprocess {
        try Subprocess(interpreter, [path(of: script)] + arguments, environment: environment)
    }

    /// Runs a script of `Tests/Peers` to its end.
    package static func run(
        _ script: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        input: [UInt8] = [],
        within deadline: Duration = .seconds(120)
    ) async throws -> Subprocess.Outcome {
        try await Subprocess.run(
            interpreter,
            [path(of: script)] + arguments,
            environment: self.environment.merging(environment) { $1 },
            input: input,
            within: deadline
        )
    }

    /// Runs an installed module to its end, `pytest` for example.
    package static func run(
        module: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        within deadline: Duration = .seconds(120)
    ) async throws -> Subprocess.Outcome {
        try await Subprocess.run(
            interpreter,
            ["-m", module] + arguments,
            environment: self.environment.merging(environment) { $1 },
            within: deadline
        )
    }

    /// Python leaves no compiled files beside the scripts.
    private static let environment = SystemProgram.bareEnvironment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }

    private static func path(of script: String, file: String = #filePath) -> String {
        URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Peers/\(script)")
            .path
    }
}
