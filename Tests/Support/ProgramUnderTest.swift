import Foundation

/// The `sqs-exporter` that was built with these tests.
package enum ProgramUnderTest {
    /// There is no binary beside the tests.
    package struct Missing: Error, CustomStringConvertible {
        package let folder: String

        package var description: String { "no sqs-exporter in \(folder): build it with the tests" }
    }

    /// The path of the binary, which SwiftPM puts beside the test runner.
    package static var path: String {
        get throws(Missing) {
            let runner = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            let folder = runner.deletingLastPathComponent()
            let path = folder.appending(path: "sqs-exporter").path
            guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(folder: folder.path) }
            return path
        }
    }

    /// Starts it with this environment and nothing inherited.
    package static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Subprocess {
        try Subprocess(
            path,
            arguments,
            environment: SystemProgram.bareEnvironment.merging(environment) { $1 }
        )
    }

    /// Runs it to its end.
    package static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        within deadline: Duration = .seconds(60)
    ) async throws -> Subprocess.Outcome {
        try await Subprocess.run(
            path,
            arguments,
            environment: SystemProgram.bareEnvironment.merging(environment) { $1 },
            within: deadline
        )
    }
}
