import JSON
import Support
import Testing

@Suite struct JSONNumberTests {
    @Test(arguments: [
        ("0", 0), ("-0", -0.0), ("1", 1), ("-1.5", -1.5), ("1e2", 100), ("1E+2", 100), ("25e-1", 2.5), ("0.1", 0.1),
        ("1e22", 1e22), ("1e23", 1e23), ("1e308", 1e308), ("1.7976931348623157e308", .greatestFiniteMagnitude),
        ("1.7976931348623158e308", .greatestFiniteMagnitude), ("5e-324", .leastNonzeroMagnitude),
        ("2.2250738585072014e-308", 2.2250738585072014e-308),
        ("2.4703282292062327e-324", 0), ("2.4703282292062328e-324", .leastNonzeroMagnitude), ("1e-400", 0),
        ("-1e-400", -0.0),
        ("9007199254740992", 9007199254740992), ("9007199254740993", 9007199254740992),
        ("9007199254740995", 9007199254740996),
        ("9007199254740993.0000000000000000000000001", 9007199254740994),
        ("18446744073709551616", 18446744073709551616),
        ("123456789012345678901234567890", 0x1.8ee90ff6c373ep+96), ("0.000000000000000000000000000001", 1e-30),
        ("100000000000000000000000000000000e-32", 1), ("0e999999999999999999999", 0), ("1e-999999999999999999999", 0),
        ("1e0000000000000000000000000002", 100), ("8.41e21", 8.41e21), ("4.35", 4.35),
        ("0.30000000000000004", 0.30000000000000004),
    ])
    func `reads the nearest Double`(json: String, value: Double) throws {
        #expect(try number(json).bitPattern == value.bitPattern)
        #expect(try number("  \(json)").bitPattern == value.bitPattern)
    }

    @Test(arguments: ["1e309", "-1e309", "1.7976931348623159e308", "1e999999999999999999999", "179769313486231590e291"])
    func `refuses a number no Double comes near`(json: String) {
        #expect(throws: JSONError.numberOutOfRange) { try number(json) }
    }

    @Test(
        arguments: [
            ("-", .truncated), ("1.", .truncated), ("1e", .truncated), ("1e-", .truncated), ("-x", .unexpectedByte),
            ("1.x", .unexpectedByte), ("1.e5", .unexpectedByte), ("1ex", .unexpectedByte), ("1e+-1", .unexpectedByte),
            (".5", .unexpectedByte), ("+1", .unexpectedByte), ("--1", .unexpectedByte),
        ] as [(String, JSONError)]
    )
    func `refuses what is no number`(json: String, error: JSONError) {
        #expect(throws: error) { try number(json) }
    }

    @Test(arguments: ["01", "-01", "00", "1.5.5", "0x10", "1_000", "1e5e5", "1 2", "0-"])
    func `stops where a number ends`(json: String) throws {
        var scanner = JSONScanner()
        #expect(try scanner.numberOrNil(in: json.utf8Span.span) != nil)
        #expect(throws: JSONError.unexpectedByte) { try scanner.end(in: json.utf8Span.span) }
    }

    @Test func `reads what Swift writes`() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<50_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            #expect(try number(value.description).bitPattern == value.bitPattern)
        }
    }

    @Test func `reads short decimals as Swift does`() throws {
        var random = SplitMix64(seed: 13)
        for _ in 0..<50_000 {
            let json = "\(random.next() >> UInt64(random.below(60))).\(random.below(100_000))e\(random.below(60) - 30)"
            #expect(try number(json).bitPattern == Double(json)?.bitPattern)
        }
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("1700000000000", 1_700_000_000_000),
            ("9223372036854775807", .max), ("-9223372036854775808", .min),
        ] as [(String, Int64)]
    )
    func `reads whole numbers of 64 bits`(json: String, value: Int64) throws {
        var scanner = JSONScanner()
        #expect(try scanner.integer(in: json.utf8Span.span) == value)
    }

    @Test(
        arguments: [
            ("9223372036854775808", .numberOutOfRange), ("-9223372036854775809", .numberOutOfRange),
            ("18446744073709551616", .numberOutOfRange), ("100000000000000000000000000", .numberOutOfRange),
            ("1.0", .wrongKind), ("1e2", .wrongKind), ("\"1\"", .wrongKind), ("-", .truncated),
        ] as [(String, JSONError)]
    )
    func `refuses other numbers as whole ones`(json: String, error: JSONError) {
        var scanner = JSONScanner()
        #expect(throws: error) { try scanner.integer(in: json.utf8Span.span) }
    }

    private func number(_ json: String) throws -> Double {
        var scanner = JSONScanner()
        return try #require(try scanner.numberOrNil(in: json.utf8Span.span))
    }
}
