import Testing

@testable import Events

@Suite struct JSONPointerTests {
    @Test(
        arguments: [
            ("/id", ["id"]), ("/meta/ids/0", ["meta", "ids", "0"]), ("/", [""]), ("//", ["", ""]),
            ("/id/", ["id", ""]),
            ("/a~1b", ["a/b"]), ("/~0", ["~"]), ("/~01", ["~1"]), ("/~10", ["/0"]), ("/é 😀", ["é 😀"]),
            ("/a%20b", ["a%20b"]), (#"/\u0069d"#, [#"\u0069d"#]),
        ]
    )
    func `reads the keys on the way`(text: String, keys: [String]) throws {
        #expect(try JSONPointer(text).tokens.map { String(decoding: $0.key, as: UTF8.self) } == keys)
    }

    @Test(
        arguments: [
            ("", .noLeadingSlash), ("id", .noLeadingSlash), ("#/id", .noLeadingSlash), (" /id", .noLeadingSlash),
            ("$.id", .noLeadingSlash),
            ("/~", .unknownEscape), ("/~2", .unknownEscape), ("/a~/b", .unknownEscape), ("/~~0", .unknownEscape),
        ] as [(String, JSONPointerError)]
    )
    func `refuses what is no pointer`(text: String, reason: JSONPointerError) {
        #expect(throws: reason) { try JSONPointer(text) }
    }

    @Test(
        arguments: [
            ("/0", 0), ("/10", 10), ("/01", nil), ("/00", nil), ("/-", nil), ("/-1", nil), ("/+1", nil), ("/", nil),
            ("/1.0", nil), ("/99999999999999999999", nil),
        ]
    )
    func `takes digits without leading zeros as an index`(text: String, index: Int?) throws {
        #expect(try JSONPointer(text).tokens.first?.index == index)
    }
}
