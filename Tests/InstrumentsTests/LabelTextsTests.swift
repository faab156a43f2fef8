import Testing

@testable import Instruments

@Suite struct LabelTextsTests {
    private static let plain = [
        "", "a", "b", "ab", "a,b", "1234567", "12345678", "123456789012", "1234567890123", "é", "e\u{301}",
        "a longer name of a type of events",
    ]
    private static let hostile = [
        "a\"", "\"a", "\"", "a\",event_type=", "a\",event_type=\"b", "\\", "a\\", "\\n", "\n", "a\\\"",
        "\",event_type=\"",
    ]

    @Test(arguments: [plain, plain + hostile])
    func `values are found where they are and nowhere else, whatever they look like`(_ kept: [String]) {
        var texts = LabelTexts(names: ["queue", "event_type"])
        let rows = kept.flatMap { queue in kept.map { [queue, $0] } }
        for row in rows { texts.append(row) }
        let asked = Self.plain + Self.hostile
        for (row, values) in rows.enumerated() {
            #expect(texts.values(of: row).map { Array($0.utf8) } == values.map { Array($0.utf8) })
            for queue in asked {
                for type in asked {
                    let isSame = [queue, type].map { Array($0.utf8) } == values.map { Array($0.utf8) }
                    let labels = ByQueueAndType(queue: queue, type: type)
                    #expect(texts.hasValues(of: labels, at: row) == isSame, "\(values) for \(queue), \(type)")
                }
            }
        }
    }

    @Test func `a value that would end in the text of the next label is another`() {
        var texts = LabelTexts(names: ["queue", "event_type"])
        texts.append(["a", "bcdefghijklmnopq"])
        let found = ["b", "", "q", "bcdefghijklmnopq", "klmnopq", "opq"].filter { type in
            texts.hasValues(of: ByQueueAndType(queue: "a\",event_type=", type: type), at: 0)
        }
        #expect(found.isEmpty)
        #expect(texts.hasValues(of: ByQueueAndType(queue: "a", type: "bcdefghijklmnopq"), at: 0))
    }
}
