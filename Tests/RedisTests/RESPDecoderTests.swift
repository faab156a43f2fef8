import Testing

@testable import Redis

@Suite struct RESPDecoderTests {
    private static let answers: [(wire: String, value: RESPValue)] = [
        ("+OK\r\n", .string(Array("OK".utf8))),
        ("+\r\n", .string([])),
        ("-WRONGPASS invalid pair\r\n", .error(RedisRefusal(line: Array("WRONGPASS invalid pair".utf8)))),
        ("-ERR\r\n", .error(RedisRefusal(line: Array("ERR".utf8)))),
        (":0\r\n", .integer(0)),
        (":-9223372036854775808\r\n", .integer(.min)),
        ("$0\r\n\r\n", .string([])),
        ("$4\r\na\r\nb\r\n", .string(Array("a\r\nb".utf8))),
        ("$-1\r\n", .null),
        ("*-1\r\n", .null),
        ("*0\r\n", .array([])),
        ("*2\r\n$1\r\na\r\n*1\r\n:7\r\n", .array([.string([97]), .array([.integer(7)])])),
        ("*2\r\n*0\r\n*0\r\n", .array([.array([]), .array([])])),
    ]

    @Test(arguments: answers)
    func `an answer is read, in whatever two pieces it arrives`(wire: String, value: RESPValue) throws {
        let bytes = Array(wire.utf8)
        for cut in 0...bytes.count {
            var decoder = RESPDecoder()
            decoder.append(bytes[..<cut])
            if cut < bytes.count { #expect(try decoder.next() == nil) }
            decoder.append(bytes[cut...])
            #expect(try decoder.next() == value)
            #expect(try decoder.next() == nil)
        }
    }

    @Test func `answers are read one after another, byte by byte`() throws {
        var decoder = RESPDecoder()
        var values: [RESPValue] = []
        for byte in Self.answers.flatMap({ Array($0.wire.utf8) }) {
            decoder.append([byte])
            while let value = try decoder.next() { values.append(value) }
        }
        #expect(values == Self.answers.map(\.value))
    }

    @Test(arguments: [
        ("HTTP/1.1 400 Bad Request\r\n", RESPError.unknownType(72)),
        ("_\r\n", .unknownType(95)),
        ("\r\n", .malformed),
        (":\r\n", .malformed),
        (":1x\r\n", .malformed),
        (":1\rx", .malformed),
        ("$-2\r\n", .malformed),
        ("*-2\r\n", .malformed),
        ("$x\r\n", .malformed),
        ("$1\r\nabc", .malformed),
        ("$101\r\n", .tooLong),
        ("*101\r\n", .tooLong),
        ("*60\r\n*60\r\n", .tooLong),
        ("*1\r\n*1\r\n*1\r\n*1\r\n", .tooDeep),
        (String(repeating: "+", count: 70_000), .malformed),
    ])
    func `what is no answer, or too large a one, is refused`(wire: String, error: RESPError) {
        var limits = RESPDecoder.Limits()
        limits.bytes = 100
        limits.values = 100
        limits.depth = 3
        var decoder = RESPDecoder(limits: limits)
        decoder.append(Array(wire.utf8))
        #expect(throws: error) { try decoder.next() }
    }
}
