import Support
import Testing

@testable import SQSExporter

/// Feeds ``ConfigurationFile`` with spoilt files.
@Suite struct ConfigurationFileFuzzTests {
    @Test(arguments: FuzzRun.runs(of: .settings))
    func `a file makes settings, or mistakes that name it and a line`(run: FuzzRun) async throws {
        let report = try await run.check(tokens: Self.tokens) { text in
            do throws(ConfigurationError) {
                let entries = try ConfigurationFile(text, path: "a.yml").entries
                let lines = text.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
                let isSound = entries.values.allSatisfy { !$0.text.isEmpty && $0.line >= 1 }
                return isSound && entries[.configFile] == nil ? .accepted : .wrong("\(entries) of \(lines) lines")
            } catch {
                let isSound = error.mistakes.allSatisfy { $0.contains(#/^a\.yml:[1-9][0-9]*: ./#) }
                return isSound && !error.mistakes.isEmpty ? .refused : .wrong("\(error)")
            }
        }
        #expect(report.finding == nil)
        #expect(report.isTelling, "\(report)")
    }

    private static let tokens =
        Setting.allCases.map { "\n\($0.fileKey): " } + [
            "\naws_region: ", "- ", "? ", ": ", "|\n  ", ">-\n  ", "[", "]", "{", "}", ", ", "&a ", "*a", "!!str ",
            "<<: ",
            "---\n", "...\n", "%YAML 1.1\n", "'", "\"", "\\x41", "~", "null", "yes", "0x10", "1_000", "# ",
        ]
}
