import Testing
import YAML

@Suite struct YAMLFieldsTests {
    @Test(
        arguments: [
            ("", "- - - - - -"), ("text:\nflag: ~\n", "- - - - - -"), ("null", "- - - - - -"),
            ("text: a\nflag: yes\nnumber: 7\nwait: 5m\nlist: [x, 2]\ninner: {name: n}", "a true 7 300.0 seconds x,2 n"),
            ("text: 12\nflag: False\nnumber: -7\nwait: '1.5s'", "12 false -7 1.5 seconds - -"),
            ("text: 'null'\nlist: []\ninner: {}", "null - - -  -"),
            ("flag: 'true'", "line 1, column 1: flag is the text \"true\"; write true or false"),
            ("flag: maybe", "line 1, column 1: flag is \"maybe\"; write true or false"),
            ("number: 010", "line 1, column 1: number is \"010\"; write a whole number"),
            ("number: '1'", "line 1, column 1: number is the text \"1\"; write a whole number"),
            ("number: 1.0", "line 1, column 1: number is \"1.0\"; write a whole number"),
            ("wait: 5", "line 1, column 1: wait is \"5\"; write a duration with its unit, 1s or 5m for example"),
            ("text: [a]", "line 1, column 1: text must be a text, and not a list"),
            ("list: a", "line 1, column 1: list must be a list of texts, and not a text or number"),
            (
                "list: [a, [b], ~]",
                "line 1, column 11: list must hold texts, and not a list\nline 1, column 16: list must hold texts, and not nothing"
            ),
            ("inner: 1", "line 1, column 1: inner must be a mapping, and not a text or number"),
            ("- a", "line 1, column 1: the file must hold a mapping, and not a list"),
            ("other: 1", "line 1, column 1: field other not found; there are text, flag, number, wait, list, inner"),
            (
                "inner:\n  nom: 1\ntexts: 2",
                "line 2, column 3: field inner.nom not found; there are name\n"
                    + "line 3, column 1: field texts not found; there are text, flag, number, wait, list, inner"
            ),
            ("a: 1\na: 2", "line 2, column 1: key a already set in this mapping"),
        ]
    )
    func `reads fields, and notes every mistake with its place`(document: String, meaning: String) {
        #expect(read(document) == meaning)
    }

    @Test func `hands out names that the writer chose`() throws {
        let pairs = try YAMLFields.read(Array("users:\n  bob: x\n  'al:ice': 7\n".utf8)) { $0.pairs("users") ?? [] }
        #expect(pairs.map(\.name.text) == ["bob", "al:ice"])
        #expect(pairs.map(\.value.text) == ["x", "7"])
    }

    private func read(_ document: String) -> String {
        do throws(YAMLMistakes) {
            return try YAMLFields.read(Array(document.utf8)) { fields in
                var values: [Any?] = [fields.string("text"), fields.bool("flag"), fields.integer("number")]
                values.append(fields.duration("wait"))
                values.append(fields.strings("list")?.joined(separator: ","))
                values.append(fields.fields("inner") { $0.string("name") } ?? nil)
                return values.map { value in value.map { "\($0)" } ?? "-" }.joined(separator: " ")
            }
        } catch {
            return "\(error)"
        }
    }
}
