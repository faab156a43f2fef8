extension Subprocess {
    /// A program that has ended, and what it wrote.
    package struct Outcome: Sendable {
        package let ending: Ending
        package let output: String
        package let errors: String

        package var succeeded: Bool { ending == .exited(0) }

        /// Both outputs, for a test that looks for what must be in neither.
        package var text: String { output + errors }

        /// The lines of standard output.
        package var lines: [String] { output.split(separator: "\n").map(String.init) }

        /// Whether a program that reports what it finds has found nothing.
        package var hasNothingToSay: Bool { succeeded && text.isEmpty }
    }

    /// A program ended that should have served or listened.
    package struct EndedEarly: Error, CustomStringConvertible {
        package let name: String
        package let errors: String

        package var description: String { "\(name) has ended: \(errors)" }
    }

    /// Runs a program to its end; an exit status other than 0 is a result and no error.
    package static func run(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String] = SystemProgram.bareEnvironment,
        input: [UInt8] = [],
        within deadline: Duration = .seconds(60)
    ) async throws -> Outcome {
        let program = try Subprocess(executable, arguments, environment: environment, input: input)
        defer { program.stop() }
        let ending = try await program.waitForEnd(within: deadline)
        return Outcome(ending: ending, output: program.output, errors: program.errors)
    }
}
