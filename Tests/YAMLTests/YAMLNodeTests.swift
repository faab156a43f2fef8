import Support
import Testing
import YAML

@Suite struct YAMLNodeTests {
    @Test(
        arguments: [
            ("", nil), ("# nothing\n", nil), ("---\n", "null"), ("~", "null"),
            ("a: 1", "{a: 1}"), ("'a': \"1\"", "{a: '1'}"), ("a:\nb: x", "{a: null, b: x}"),
            ("- x\n- - y\n  - {k: [1, 2]}", "[x, [y, {k: [1, 2]}]]"),
            ("key: |\n  one\n  two\n", "{key: 'one\ntwo\n'}"), ("key: >-\n  one\n  two\n", "{key: 'one two'}"),
            ("\u{FEFF}a: b", "{a: b}"), ("a: \"\\u00e9\\0\"", "{a: 'é\0'}"), ("a: 'it''s'", "{a: 'it's'}"),
            ("%YAML 1.1\n---\na: b\n...\n", "{a: b}"),
            ("a: b: c", "line 1, column 5: mapping values are not allowed in this context"),
            ("a: [1", "line 2, column 1: did not find expected ',' or ']' while parsing a flow sequence"),
            (
                "a: 1\n\tb: 2",
                "line 2, column 1: found a tab character that violates indentation while scanning a plain scalar"
            ),
            ("a: 1\nb: 2\na: 3", "line 3, column 1: key a already set in this mapping"),
            ("a: {b: 1, 'b': 2}", "line 1, column 11: key b already set in this mapping"),
            ("a: &x 1", "line 1, column 4: anchors (&name) are not supported: write the value out"),
            ("a: *x", "line 1, column 4: aliases (*name) are not supported: write the value out"),
            ("a: !!str 1", "line 1, column 4: tags (!name) are not supported: leave it out, or quote a text"),
            ("<<: {a: b}", "line 1, column 1: merge keys (<<) are not supported: write the fields out"),
            ("? [a]\n: b", "line 1, column 3: a key must be a text"),
            ("a: 1\n---\nb: 1", "line 2, column 1: a second document begins here: write one a file"),
            ("a: \u{7}", "line 1, column 4: control characters are not allowed: the file must be UTF-8 text"),
        ] as [(String, String?)]
    )
    func `reads a document or says where it is wrong`(document: String, meaning: String?) {
        #expect(read(Array(document.utf8)) == meaning)
    }

    @Test(
        arguments: [
            ([0x61, 0x3A, 0x20, 0x0A, 0xFF], "line 2, column 1: invalid leading UTF-8 octet"),
            ([0xFF, 0xFE, 0x61, 0x00], "line 1, column 1: invalid leading UTF-8 octet"),
            ([0x61, 0xC3], "line 1, column 2: incomplete UTF-8 octet sequence"),
        ] as [([UInt8], String)]
    )
    func `takes UTF-8 and nothing else`(document: [UInt8], message: String) {
        #expect(read(document) == "\(message): the file must be UTF-8 text")
    }

    @Test func `keeps where things stand`() throws {
        let node = try #require(try YAMLNode.parse(Array("# first\na:\n  - é: x\n".utf8)))
        guard case .mapping(let entries) = node.content, case .sequence(let items) = entries[0].value.content,
            case .mapping(let inner) = items[0].content
        else {
            Issue.record("\(node)")
            return
        }
        #expect(entries[0].position == YAMLPosition(line: 2, column: 1))
        #expect(inner[0].position == YAMLPosition(line: 3, column: 5))
        #expect(inner[0].value.position == YAMLPosition(line: 3, column: 8))
    }

    @Test func `holds 64 lists inside each other, and no more`() {
        let depth = YAMLNode.depthMax
        #expect(
            read(Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8))?.count
                == 128
        )
        let limit = "line 1, column 65: more than 64 mappings and lists inside each other"
        #expect(read(Array((String(repeating: "[", count: 65) + String(repeating: "]", count: 65)).utf8)) == limit)
        #expect(read(Array(String(repeating: "[", count: 900_000).utf8)) == limit)
    }

    @Test func `holds a mebibyte, and no more`() {
        let comment = [UInt8](repeating: UInt8(ascii: "#"), count: YAMLNode.bytesMax)
        #expect(read(comment) == nil)
        #expect(read(comment + [0x23]) == "line 1, column 1: the file is larger than 1048576 bytes")
    }

    private func read(_ document: [UInt8]) -> String? {
        do throws(YAMLError) {
            return try YAMLNode.parse(document).map(show)
        } catch {
            return "\(error)"
        }
    }

    private func show(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar): scalar.isNull ? "null" : scalar.isPlain ? scalar.text : "'\(scalar.text)'"
        case .sequence(let elements): "[\(elements.map(show).joined(separator: ", "))]"
        case .mapping(let entries): "{\(entries.map { "\($0.key): \(show($0.value))" }.joined(separator: ", "))}"
        }
    }
}
