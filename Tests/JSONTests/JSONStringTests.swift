import JSON
import Support
import Testing

@Suite struct JSONStringTests {
    @Test(arguments: [
        (#""""#, ""), (#""plain""#, "plain"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0000""#, "\0"),
        (#""\u0041\u00e4\u20AC\uFFFF""#, "Aä€\u{FFFF}"), (#""\ud83d\ude00""#, "😀"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
        (#""a\/b/c""#, "a/b/c"), (#""ключ \u20ac 日本""#, "ключ € 日本"), (#""\\u0041""#, #"\u0041"#),
        (#""{\"type\":\"page_view\",\"value\":1}""#, #"{"type":"page_view","value":1}"#),
    ])
    func `undoes escapes, in a copy and in place`(json: String, text: String) throws {
        let bytes = Array(json.utf8)
        var scanner = JSONScanner()
        let string = try scanner.string(in: bytes.span)
        #expect(scanner.position == bytes.count)
        let (copy, copiedText) = (string.unescaped(in: bytes.span), string.text(in: bytes.span))
        #expect(copy == Array(text.utf8))
        #expect(copiedText == text)
        #expect(try unescapedInPlace(bytes) == Array(text.utf8))
    }

    @Test func `finds what is unusual at every place in strings of every length`() throws {
        let unusual: [([UInt8], [UInt8])] = [
            (Array(#"\""#.utf8), [0x22]), (Array(#"\u0061"#.utf8), [0x61]), (Array("é".utf8), Array("é".utf8)),
            (Array("😀".utf8), Array("😀".utf8)), ([0x7F], [0x7F]),
        ]
        for length in 0...80 {
            for (written, meant) in unusual {
                for place in 0...length {
                    let before = [UInt8](repeating: UInt8(ascii: "!"), count: place)
                    let after = [UInt8](repeating: UInt8(ascii: "~"), count: length - place)
                    let json = [0x22] + before + written + after + [0x22]
                    #expect(try unescapedInPlace(json) == before + meant + after)
                    var scanner = JSONScanner()
                    let copy = try scanner.string(in: json.span).unescaped(in: json.span)
                    #expect(copy == before + meant + after)
                }
                let control = [0x22] + [UInt8](repeating: UInt8(ascii: " "), count: length) + [0x1F, 0x22]
                #expect(throws: JSONError.controlCharacter) { try unescapedInPlace(control) }
                #expect(throws: JSONError.truncated) { try unescapedInPlace(control.dropLast(2) + []) }
            }
        }
    }

    @Test func `undoes random escapes in place as in a copy`() throws {
        var generator = JSONTextGenerator(seed: 7)
        for _ in 0..<20_000 {
            let words = (0...generator.random.below(4)).map { _ in generator.random.element(of: JSONTextGenerator.words)
            }
            generator.string(words.joined(), escapingOnceIn: 1 + generator.random.below(20))
            let json = generator.take()
            #expect(try unescapedInPlace(json) == Array(words.joined().utf8))
        }
    }

    @Test(
        arguments: [
            (#""\""#, .truncated), (#""\x""#, .invalidEscape), (#""\ud800\u0041""#, .invalidEscape),
            (#""\udc00""#, .invalidEscape),
            (#""\u12"#, .invalidEscape), ("1", .wrongKind), ("?", .unexpectedByte), ("", .truncated),
        ] as [(String, JSONError)]
    )
    func `refuses in place what it refuses elsewhere`(json: String, error: JSONError) {
        #expect(throws: error) { try unescapedInPlace(Array(json.utf8)) }
        var scanner = JSONScanner()
        #expect(throws: error) { try scanner.string(in: json.utf8Span.span) }
    }

    @Test(arguments: [
        #""type""#, #""\u0074ype""#, #""t\u0079pe""#, #""typ\u0065""#, #""\u0074\u0079\u0070\u0065""#,
    ])
    func `equals a key however it is escaped`(json: String) throws {
        #expect(try equals(json, "type"))
        for other in ["typ", "types", "Type", "typf", ""] as [StaticString] {
            #expect(try !equals(json, other))
        }
    }

    @Test func `equals long keys in all their bytes`() throws {
        let json = #""ApproximateReceiveCount""#
        #expect(try equals(json, "ApproximateReceiveCount"))
        for other in [
            "BpproximateReceiveCount", "ApproximateReceivfCount", "ApproximateReceiveCounu", "ApproximateReceiveCoun",
        ] as [StaticString] {
            #expect(try !equals(json, other))
        }
    }

    private func equals(_ json: String, _ key: StaticString) throws -> Bool {
        var scanner = JSONScanner()
        return try scanner.string(in: json.utf8Span.span).equals(key, in: json.utf8Span.span)
    }

    private func unescapedInPlace(_ json: [UInt8]) throws -> [UInt8] {
        var bytes = json
        var scanner = JSONScanner()
        var span = bytes.mutableSpan
        let range = try scanner.unescapedString(in: &span)
        #expect(scanner.position == json.count)
        return Array(bytes[range])
    }
}
