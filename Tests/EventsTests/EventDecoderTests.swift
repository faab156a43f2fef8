import Events
import Testing

@Suite struct EventDecoderTests {
    @Test func `reads the event of the documentation`() throws {
        let event = try decode(#"{ "type": "page_view", "value": 1, "occurred_at": "2020-10-06 10:02:05" }"#)
        #expect(event == Event(type: "page_view", value: 1, occurredAtSeconds: 1_601_978_525))
    }

    @Test(arguments: [
        #"{"occurred_at":"1970-01-01 00:00:00","value":-2.5,"type":"t"}"#,
        "\r\n\t {\n\"type\" : \"t\" , \"value\"\t:-2.5,\r\"occurred_at\": \"1970-01-01 00:00:00\" } \n",
        #"{"\u0074ype":"\u0074","val\u0075e":-25e-1,"occurred\u005fat":"1970\u002d01-01 00:00:00"}"#,
        #"{"id":1e999,"type":"t","a":{"b":[null,{"c":"d","c":1}]},"value":-2.5,"":true,"occurred_at":"1970-01-01T00:00:00Z"}"#,
        #"{"Type":1,"types":1,"typ":1,"type":"t","VALUE":"x","value":-2.5,"occurred_at":"1970-01-01 00:00:00"}"#,
    ])
    func `ignores order, white space, escapes and other keys`(body: String) throws {
        #expect(try decode(body) == Event(type: "t", value: -2.5, occurredAtSeconds: 0))
    }

    @Test(
        arguments: [
            ("", .notJSON), ("   ", .notJSON), ("page_view", .notJSON), ("{", .notJSON), (#"{"type":"t""#, .notJSON),
            ("{'type':'t'}", .notJSON), (#"{"type":"a\#nb"}"#, .notJSON), (#"{"type":"\x"}"#, .notJSON),
            (#"{"type":"\ud800"}"#, .notJSON),
            (#"{"value":01}"#, .notJSON), (#"{"value":.5}"#, .notJSON), (#"{"value":+1}"#, .notJSON),
            (#"{"value":1.}"#, .notJSON),
            (#"{"value":-}"#, .notJSON), (#"{"value":NaN}"#, .notJSON), (#"{"value":Infinity}"#, .notJSON),
            ("{} {}", .notJSON),
            ("\u{FEFF}{}", .notJSON), ("{}\0", .notJSON), ("// event\n{}", .notJSON),
            (#"{"type":"t",}"#, .trailingComma), (#"{"a":[1,],"b":?}"#, .trailingComma),
            ("[]", .notAnObject), ("1", .notAnObject), ("null", .notAnObject), ("\"{}\"", .notAnObject),
            ("true", .notAnObject),
            ("{}", .missingType), (#"{"value":1,"occurred_at":"2020-10-06 10:02:05"}"#, .missingType),
        ] as [(String, EventError)]
    )
    func `refuses what is not an object`(body: String, reason: EventError) {
        #expect(throws: reason) { try decode(body) }
    }

    @Test(
        arguments: [
            ("null", .typeNotAString), ("1", .typeNotAString), ("[\"t\"]", .typeNotAString), ("{}", .typeNotAString),
            (#""""#, .typeEmpty), ("\"\(String(repeating: "t", count: 129))\"", .typeTooLong),
            ("\"\(String(repeating: "é", count: 65))\"", .typeTooLong), (#""a\nb""#, .typeControlCharacter),
            (#""\u0000""#, .typeControlCharacter), ("\"a\u{7F}\"", .typeControlCharacter),
            (#""\u007f""#, .typeControlCharacter),
            ("\"\u{80}\"", .typeControlCharacter), ("\"a\u{9F}b\"", .typeControlCharacter),
            (#""\u0085""#, .typeControlCharacter), (#""\u001f""#, .typeControlCharacter),
            ("\"\u{A0}\u{80}\"", .typeControlCharacter),
        ] as [(String, EventError)]
    )
    func `refuses a type that is none`(type: String, reason: EventError) {
        #expect(throws: reason) { try decode(#"{"type":\#(type),"value":1,"occurred_at":"2020-10-06 10:02:05"}"#) }
    }

    @Test(arguments: [
        "t", " ", "~", "页面", "😀", "a\u{A0}b", "é", String(repeating: "t", count: 128),
        String(repeating: "é", count: 64),
        "\u{FFFF}",
        #"\"\\"#,
    ])
    func `takes any other type`(type: String) throws {
        let event = try decode(#"{"type":"\#(type)","value":1,"occurred_at":"2020-10-06 10:02:05"}"#)
        #expect(event.type == (type == #"\"\\"# ? #""\"# : type))
    }

    @Test(
        arguments: [
            ("null", .valueNotANumber), (#""1""#, .valueNotANumber), ("true", .valueNotANumber),
            ("[1]", .valueNotANumber),
            ("{\"value\":1}", .valueNotANumber), ("1e309", .valueOutOfRange), ("-1e309", .valueOutOfRange),
            ("1e99999999999999999999", .valueOutOfRange), ("1.7976931348623159e308", .valueOutOfRange),
        ] as [(String, EventError)]
    )
    func `refuses a value that is none`(value: String, reason: EventError) {
        #expect(throws: reason) { try decode(#"{"type":"t","value":\#(value),"occurred_at":"2020-10-06 10:02:05"}"#) }
    }

    @Test(
        arguments: [
            ("0", 0), ("-1", -1), ("1e308", 1e308), ("-1.7976931348623157e308", -.greatestFiniteMagnitude),
            ("1e-400", 0),
            ("0.1", 0.1),
        ] as [(String, Double)]
    )
    func `takes any other value`(value: String, number: Double) throws {
        #expect(try decode(#"{"type":"t","value":\#(value),"occurred_at":"2020-10-06 10:02:05"}"#).value == number)
    }

    @Test(arguments: ["-0", "-0.0", "-0e5", "-1e-400"])
    func `reads −0 as 0`(value: String) throws {
        let event = try decode(#"{"type":"t","value":\#(value),"occurred_at":"2020-10-06 10:02:05"}"#)
        #expect(event.value.bitPattern == 0)
    }

    @Test(
        arguments: [
            (#""value":1"#, .missingOccurredAt), (#""occurred_at":"2020-10-06 10:02:05""#, .missingValue),
            (#""value":1,"occurred_at":1601978525"#, .occurredAtNotAString),
            (#""value":1,"occurred_at":null"#, .occurredAtNotAString),
            (#""value":1,"occurred_at":"yesterday""#, .occurredAtMalformed),
            (#""value":1,"occurred_at":"2020-02-30 00:00:00""#, .occurredAtImpossible),
        ] as [(String, EventError)]
    )
    func `refuses a field that is missing, and a time that is none`(fields: String, reason: EventError) {
        #expect(throws: reason) { try decode(#"{"type":"t",\#(fields)}"#) }
    }

    @Test(arguments: [
        #""type":"t","type":"t""#, #""a":1,"a":2"#, #""type":"t","\u0074ype":"t""#, #""a":1,"\u0061":2"#,
        #""\u0061":1,"a":2"#,
        #""":1,"":1"#, #""value":1,"value":1"#, #""value":"x","value":1"#,
        #""occurred_at":"","occurred_at":"""#,
    ])
    func `refuses a key that comes twice`(members: String) {
        #expect(throws: EventError.duplicateKey) { try decode("{\(members)}") }
    }

    @Test func `finds a key that comes twice among thousands`() throws {
        let keys = (0..<20_000).map { #""k\#($0)":\#($0)"# }.joined(separator: ",")
        let fields = #""type":"t","value":1,"occurred_at":"2020-10-06 10:02:05""#
        #expect(try decode("{\(keys),\(fields)}").type == "t")
        for key in [#""k0":0"#, #""k19999":0"#, #""\u006b7":0"#] {
            #expect(throws: EventError.duplicateKey) { try decode("{\(keys),\(key),\(fields)}") }
        }
    }

    @Test func `refuses more than 1 MiB`() throws {
        let event = #"{"type":"t","value":1,"occurred_at":"2020-10-06 10:02:05"}"#
        let padding = String(repeating: " ", count: 1_048_576 - event.utf8.count)
        #expect(try decode(event + padding).value == 1)
        #expect(throws: EventError.tooLarge) { try decode(event + padding + " ") }
    }

    @Test func `refuses more than 64 objects and arrays inside each other`() throws {
        func body(_ depth: Int) -> String {
            let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            return #"{"a":\#(nested),"type":"t","value":1,"occurred_at":"2020-10-06 10:02:05"}"#
        }
        #expect(try decode(body(63)).value == 1)
        #expect(throws: EventError.tooDeep) { try decode(body(64)) }
        #expect(throws: EventError.tooDeep) { try decode(String(repeating: "[", count: 65)) }
        #expect(throws: EventError.notJSON) { try decode(String(repeating: "[", count: 64)) }
    }

    @Test(
        arguments: [
            [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D], [0x7B, 0x7D, 0x80],
            [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC0, 0xAF, 0x22],
        ] as [[UInt8]]
    )
    func `refuses what is not UTF-8`(body: [UInt8]) {
        #expect(throws: EventError.notUTF8) { try EventDecoder().decode(body.span) }
    }

    @Test(
        arguments: [
            (#"{"value":"x","type":1,"type":"t","z":}"#, .notJSON),
            (#"{"value":"x","type":1,"type":"t"}"#, .duplicateKey),
            (#"{"occurred_at":0,"value":"x","type":1}"#, .typeNotAString),
            (#"{"occurred_at":0,"value":"x","type":"t"}"#, .valueNotANumber),
            (#"{"occurred_at":0,"type":"t"}"#, .missingValue),
        ] as [(String, EventError)]
    )
    func `gives the first reason of several, whatever their order in the body`(body: String, reason: EventError) {
        #expect(throws: reason) { try decode(body) }
    }

    @Test func `has reasons that are label values of their own`() {
        let reasons = Set(EventError.allCases.map(\.rawValue))
        #expect(reasons.count == EventError.allCases.count)
        #expect(reasons.allSatisfy { $0.allSatisfy { "abcdefghijklmnopqrstuvwxyz_8".contains($0) } })
    }

    private func decode(_ body: String) throws -> Event {
        try EventDecoder().decode(body.utf8Span.span)
    }
}
