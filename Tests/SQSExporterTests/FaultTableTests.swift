import Foundation
import Testing

/// docs/faults.md names the tests that prove it, and they are there.
@Suite struct FaultTableTests {
    @Test func `every test that the table of faults names exists`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/faults.md"), encoding: .utf8)
        let table = FaultTable(page)
        #expect(table.rows.count > 20)
        #expect(table.mistakes(in: try sources(below: root.appending(path: "Tests"))) == [])
    }

    @Test(arguments: ["", "–", "the README", "`an apple falls`"])
    func `a row without proof is a mistake`(proof: String) {
        let apples = TestSource(folders: [], text: "struct AppleTests {\n    @Test func `an apple falls`() {}\n}")
        #expect(mistakes(proof, in: apples).contains("no proof: | fault | answer | metric | \(proof) |"))
    }

    @Test func `a row that lacks a column is a mistake`() {
        let apples = TestSource(folders: [], text: "struct AppleTests {}")
        let table = FaultTable("| --- |\n| fault | answer | AppleTests |")
        #expect(table.mistakes(in: [apples]) == ["not four columns: | fault | answer | AppleTests |"])
    }

    @Test func `a suite is a type or a folder, or a mistake`() {
        let pears = TestSource(folders: ["FruitTests"], text: "@Suite struct PearTests {}")
        #expect(mistakes("PearTests, FruitTests", in: pears) == [])
        #expect(mistakes("PearTests, PlumTests", in: pears) == ["no such suite: PlumTests"])
    }

    @Test func `a sentence has to stand where its suite is, or one of its name`() {
        let sources = [
            TestSource(folders: [], text: "struct AppleTests {}"),
            TestSource(folders: [], text: "struct AppleTests {\n    @Test func `an apple falls`() {}\n}"),
            TestSource(folders: [], text: "struct PearTests {\n    @Test func `a pear falls`() {}\n}"),
        ]
        let proof = "PearTests: `a pear falls`, AppleTests: `an apple falls`, `a pear falls`"
        #expect(mistakes(proof, in: sources) == ["no such test in AppleTests: a pear falls"])
    }

    private func mistakes(_ proof: String, in sources: TestSource...) -> [String] { mistakes(proof, in: sources) }

    private func mistakes(_ proof: String, in sources: [TestSource]) -> [String] {
        let head = "| what | does | shows | proved by |\n| --- | --- | --- | --- |"
        return FaultTable("\(head)\n| fault | answer | metric | \(proof) |\n").mistakes(in: sources)
    }

    private func sources(below folder: URL) throws -> [TestSource] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap {
            $0 as? URL
        }
        return try (files ?? []).filter { $0.pathExtension == "swift" }.map { file in
            TestSource(
                folders: file.deletingLastPathComponent().pathComponents,
                text: try String(contentsOf: file, encoding: .utf8)
            )
        }
    }
}

/// One file of tests.
private struct TestSource {
    let folders: [String]
    let text: String

    func holds(suite: Substring) -> Bool { text.contains("struct \(suite) ") || folders.contains(String(suite)) }
    func holds(sentence: Substring) -> Bool { text.contains("func `\(sentence)`") }
}

/// What docs/faults.md says below its heading, a row for each fault.
private struct FaultTable {
    let rows: [Substring]

    init(_ page: String) {
        rows = page.split(separator: "\n").drop { !$0.hasPrefix("| ---") }.dropFirst().filter { $0.hasPrefix("|") }
    }

    /// What is wrong with the proofs.
    func mistakes(in sources: [TestSource]) -> [String] { rows.flatMap { mistakes(of: $0, in: sources) } }

    /// A sentence belongs to the suite that is named before it.
    private func mistakes(of row: Substring, in sources: [TestSource]) -> [String] {
        let cells = row.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        guard cells.count == 4, let proof = cells.last else { return ["not four columns: \(row)"] }
        var mistakes: [String] = []
        var suite: (name: Substring, sources: [TestSource])?
        for match in proof.matches(of: /`([^`]+)`|([A-Za-z0-9]+Tests)/) {
            if let name = match.output.2 {
                let places = sources.filter { $0.holds(suite: name) }
                if places.isEmpty { mistakes.append("no such suite: \(name)") }
                suite = (name, places)
            } else if let suite, let sentence = match.output.1,
                !suite.sources.contains(where: { $0.holds(sentence: sentence) })
            {
                mistakes.append("no such test in \(suite.name): \(sentence)")
            }
        }
        return suite == nil ? mistakes + ["no proof: \(row)"] : mistakes
    }
}
