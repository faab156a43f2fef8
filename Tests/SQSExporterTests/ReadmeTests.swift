import ArgumentParser
import Foundation
import Instruments
import Testing

@testable import SQSExporter

/// The README is what users judge: its tables say what the program does.
@Suite struct ReadmeTests {
    private let readme: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    }

    @Test func `the configuration table has every setting with its default, in order`() {
        let documented = rows(under: "## Configuration").map { row in
            Row(name: row[0], detail: row[1])
        }
        let settings = Setting.allCases.map { setting in
            Row(name: "`\(setting.rawValue)`", detail: setting.defaultValue.map { "`\($0)`" } ?? "")
        }
        #expect(documented == settings)
    }

    @Test func `the metrics table has every family with its type and labels`() throws {
        let documented = rows(under: "## Metrics")
            .filter { !$0[0].hasPrefix("`process_") }
            .map { Row(name: $0[0], detail: "\($0[1]) \($0[2])") }
        let families = try ExporterMetrics(queue: "orders").registry.descriptions
            .filter { !$0.name.hasPrefix("process_") }
            .map { family in
                let labels = family.labelNames.map { "`\($0)`" }.joined(separator: ", ")
                return Row(name: "`\(family.name)`", detail: "\(family.type.rawValue) \(labels)")
            }
        #expect(Set(documented) == Set(families))
        #expect(documented.count == families.count)
    }

    @Test func `the commands table has every command`() {
        let documented = rows(under: "## Commands").map { $0[0] }
        let commands = SQSExporter.configuration.subcommands.map {
            "`sqs-exporter \($0._commandName)`"
        }
        #expect(documented == commands)
    }

    private struct Row: Hashable {
        var name: String
        var detail: String
    }

    /// The cells of the first table under a heading, without its head.
    private func rows(under heading: String) -> [[String]] {
        readme.components(separatedBy: "\n")
            .drop { $0 != heading }
            .drop { !$0.hasPrefix("|") }
            .prefix { $0.hasPrefix("|") }
            .dropFirst(2)
            .map { line in
                line.components(separatedBy: "|").dropFirst().dropLast().map { $0.trimmingCharacters(in: .whitespaces) }
            }
    }
}
