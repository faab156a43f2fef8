import Foundation
import Testing

/// docs/faults.md names the tests that prove it, and they are there.
@Suite struct FaultTableTests {
    private let tests: URL
    private let rows: [Substring]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        tests = root.appending(path: "Tests")
        let page = try String(contentsOf: root.appending(path: "docs/faults.md"), encoding: .utf8)
        rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("Tests") }
    }

    @Test func `every test that the table of faults names exists`() throws {
        #expect(rows.count > 20)
        let sources = try sources()
        for row in rows {
            let proof = try #require(row.split(separator: "|", omittingEmptySubsequences: false).dropLast().last)
            let suites = proof.matches(of: /[A-Za-z0-9]+Tests/).map(\.output)
            #expect(!suites.isEmpty, "no proof: \(row)")
            for suite in suites {
                let isThere =
                    sources.contains("struct \(suite) ")
                    || FileManager.default.fileExists(atPath: tests.appending(path: String(suite)).path)
                #expect(isThere, "no such suite: \(suite)")
            }
            for sentence in proof.matches(of: /`([^`]+)`/).map(\.output.1) {
                #expect(sources.contains("func `\(sentence)`"), "no such test: \(sentence)")
            }
        }
    }

    private func sources() throws -> String {
        let files = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)?.compactMap {
            $0 as? URL
        }
        return try (files ?? []).filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
    }
}
