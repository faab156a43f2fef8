import JSON
import Testing

@Suite struct JSONScannerTests {
    @Test(
        arguments: [
            "null", " true ", "\tfalse\r\n", "0", "-0", "-1.5e+10", "1E400", "\"\"", "[]", "{}", "[ ]", "{ }",
            "[1,2 , 3]",
            #"{"a":{"b":[null,true,{"c":"d"}]},"e":[[],[]]}"#, #"{"a":1,"a":2}"#, #"["\u0000\ud83d\ude00\/"]"#,
            #"["ключ €😀"]"#,
        ])
    func `accepts what RFC 8259 accepts`(text: String) throws {
        try check(Array(text.utf8))
    }

    @Test(
        arguments: [
            ("", .truncated), (" ", .truncated), ("[", .truncated), ("{", .truncated), ("[1", .truncated),
            ("[1,", .truncated),
            (#"{"a""#, .truncated), (#"{"a":"#, .truncated), (#"{"a":1"#, .truncated), (#"{"a":1,"#, .truncated),
            ("\"a", .truncated), ("tru", .truncated), ("-", .truncated), ("1.", .truncated), ("1e", .truncated),
            ("1e+", .truncated),
            ("[1,]", .trailingComma), (#"{"a":1,}"#, .trailingComma), ("[1 , ]", .trailingComma),
            ("]", .unexpectedByte), ("[,1]", .unexpectedByte), ("[1 2]", .unexpectedByte), ("[1}", .unexpectedByte),
            ("{1:2}", .unexpectedByte), (#"{"a" 1}"#, .unexpectedByte), (#"{"a":}"#, .unexpectedByte),
            ("{'a':1}", .unexpectedByte), ("nul1", .unexpectedByte), ("True", .unexpectedByte),
            ("null null", .unexpectedByte),
            ("01", .unexpectedByte), ("+1", .unexpectedByte), (".5", .unexpectedByte), ("-.5", .unexpectedByte),
            ("1.e1", .unexpectedByte), ("1e1.5", .unexpectedByte), ("0x10", .unexpectedByte), ("NaN", .unexpectedByte),
            ("Infinity", .unexpectedByte), ("-Infinity", .unexpectedByte), ("// a\n1", .unexpectedByte),
            ("\u{FEFF}1", .unexpectedByte), ("1\u{A0}", .unexpectedByte), ("\u{B}1", .unexpectedByte),
            ("1\0", .unexpectedByte),
            ("\"a\nb\"", .controlCharacter), ("\"\0\"", .controlCharacter), ("\"\u{1F}\"", .controlCharacter),
            (#""\x""#, .invalidEscape), (#""\u12""#, .invalidEscape), (#""\u12G4""#, .invalidEscape),
            (#""\U0041""#, .invalidEscape),
            (#""\ud800""#, .invalidEscape), (#""\udc00""#, .invalidEscape), (#""\ud800\ud800""#, .invalidEscape),
            (#""\ud800\n""#, .invalidEscape), (#""\ud800x""#, .invalidEscape), (#""\u+123""#, .invalidEscape),
        ] as [(String, JSONError)]
    )
    func `refuses everything else, and says why`(text: String, error: JSONError) {
        #expect(throws: error) { try check(Array(text.utf8)) }
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x9F, 0xBF], [0xE2, 0x82],
            [0xE2, 0x41, 0x41],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]]
    )
    func `refuses a string that is not UTF-8`(bytes: [UInt8]) {
        #expect(throws: JSONError.invalidUTF8) { try check([0x22] + bytes + [0x22]) }
        #expect(throws: JSONError.invalidUTF8) { try check([0x22] + bytes + Array("0123456789\"".utf8)) }
    }

    @Test(
        arguments: [
            ("1.5 ", nil, 1.5), (#""a\"b" "#, #"a"b"#, nil), (#" "1" "#, "1", nil), ("null ", nil, nil),
            ("true ", nil, nil), (#"{"a":"b"} "#, nil, nil), ("[1, 2] ", nil, nil),
        ] as [(String, String?, Double?)]
    )
    func `moves past a value of another kind than was asked for`(json: String, string: String?, number: Double?) throws
    {
        let bytes = json.utf8Span.span
        var (strings, numbers) = (JSONScanner(), JSONScanner())
        #expect(try strings.stringOrNil(in: bytes)?.text(in: bytes) == string)
        #expect(try numbers.numberOrNil(in: bytes) == number)
        var copy = Array(json.utf8)
        var places = JSONScanner()
        var text = copy.mutableSpan
        let place = try places.unescapedStringOrNil(in: &text)
        #expect(place.map { String(decoding: copy[$0], as: UTF8.self) } == string)
        #expect(places.position == bytes.count - 1)
        #expect(strings.position == bytes.count - 1)
        #expect(numbers.position == bytes.count - 1)
    }

    @Test(
        arguments: [
            ("", .truncated), ("?", .unexpectedByte), ("[1,]", .trailingComma), (#""a"#, .truncated),
            ("1.", .truncated), (#"{"a":tru}"#, .unexpectedByte),
        ] as [(String, JSONError)]
    )
    func `refuses what is no value, whatever kind was asked for`(json: String, error: JSONError) {
        let bytes = json.utf8Span.span
        #expect(throws: error) {
            var scanner = JSONScanner()
            _ = try scanner.stringOrNil(in: bytes)
        }
        #expect(throws: error) {
            var scanner = JSONScanner()
            _ = try scanner.numberOrNil(in: bytes)
        }
    }

    @Test func `counts the depth of objects and arrays together`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            let pairs = (0..<depth).map { $0.isMultiple(of: 2) ? ("[", "]") : (#"{"":"#, "}") }
            return Array((pairs.map(\.0).joined() + "1" + pairs.map(\.1).reversed().joined()).utf8)
        }
        try check(nested(64))
        #expect(throws: JSONError.tooDeep) { try check(nested(65)) }
        #expect(throws: JSONError.tooDeep) { try check(nested(3), maximumDepth: 2) }
        try check(nested(500), maximumDepth: 500)
        try check(
            Array(("[" + Array(repeating: "[[]]", count: 100).joined(separator: ",") + "]").utf8),
            maximumDepth: 3
        )
    }

    @Test func `reads an object in the order in which it is written`() throws {
        let text = Array(#" { "a" : [ 1 , "x" ] , "b" : { } , "c" : null , "d" : false } "#.utf8)
        var scanner = JSONScanner()
        var seen: [String] = []
        try scanner.beginObject(in: text.span)
        while let key = try scanner.nextKey(in: text.span) {
            seen.append(key.text(in: text.span))
            switch try scanner.nextKind(in: text.span) {
            case .array:
                try scanner.beginArray(in: text.span)
                while try scanner.nextElement(in: text.span) {
                    seen.append("\(try scanner.nextKind(in: text.span))")
                    try scanner.skipValue(in: text.span)
                }
            case .bool: seen.append("\(try scanner.bool(in: text.span))")
            case .null: seen.append("null \(try scanner.skipNull(in: text.span))")
            default: try scanner.skipValue(in: text.span)
            }
        }
        try scanner.end(in: text.span)
        #expect(seen == ["a", "number", "string", "b", "c", "null true", "d", "false"])
    }

    @Test func `tells a value of another kind from text that is no value`() {
        #expect(throws: JSONError.wrongKind) {
            try read("1") { scanner, bytes in _ = try scanner.string(in: bytes) }
        }
        #expect(throws: JSONError.wrongKind) {
            try read("1") { scanner, bytes in try scanner.beginObject(in: bytes) }
        }
        #expect(throws: JSONError.wrongKind) {
            try read("{}") { scanner, bytes in _ = try scanner.integer(in: bytes) }
        }
        #expect(throws: JSONError.wrongKind) {
            try read("[]") { scanner, bytes in _ = try scanner.bool(in: bytes) }
        }
        #expect(throws: JSONError.unexpectedByte) {
            try read("?") { scanner, bytes in _ = try scanner.string(in: bytes) }
        }
    }

    private func check(_ text: [UInt8], maximumDepth: Int = 64) throws {
        var scanner = JSONScanner(maximumDepth: maximumDepth)
        try scanner.skipValue(in: text.span)
        try scanner.end(in: text.span)
    }

    private func read(_ text: String, _ body: (inout JSONScanner, Span<UInt8>) throws -> Void) throws {
        var scanner = JSONScanner()
        try body(&scanner, text.utf8Span.span)
    }
}
