import Support
import Testing

extension EndToEndTests {
    @Suite struct HelpTests {
        @Test(arguments: [
            [], ["serve"], ["produce"], ["local-queue"], ["demo"], ["stats"], ["healthcheck"], ["ledger"],
            ["ledger", "check"], ["ledger", "export"],
        ])
        func `--help prints what a command is for and how it is used`(command: [String]) async throws {
            let outcome = try await ProgramUnderTest.run(command + ["--help"])
            #expect(outcome.ending == .exited(0))
            #expect(outcome.output.hasPrefix("OVERVIEW: "))
            let usage = (["USAGE: sqs-exporter"] + command).joined(separator: " ")
            #expect(outcome.output.contains("\n\(usage) "), "\(outcome.output)")
            #expect(outcome.errors.isEmpty)
        }

        @Test(arguments: ["serve", "produce", "local-queue", "demo", "stats", "healthcheck", "ledger"])
        func `an unknown option is refused with the usage`(command: String) async throws {
            let outcome = try await ProgramUnderTest.run([command, "--frobnicate"])
            #expect(outcome.ending == .exited(64))
            #expect(outcome.errors.contains("--frobnicate"))
            #expect(outcome.errors.contains("Usage: sqs-exporter \(command)"))
            #expect(outcome.output.isEmpty)
        }
    }
}
