import Events
import Testing

@Suite struct EventTimeTests {
    @Test(arguments: [
        ("1970-01-01 00:00:00", 0), ("1969-12-31 23:59:59", -1), ("2020-10-06 10:02:05", 1_601_978_525),
        ("2000-02-29 12:00:00", 951_825_600), ("2038-01-19 03:14:08", 2_147_483_648),
        ("1900-03-01 00:00:00", -2_203_891_200),
        ("1600-02-29 00:00:00", -11_670_998_400), ("0001-01-01 00:00:00", -62_135_596_800),
        ("0000-01-01 00:00:00", -62_167_219_200),
        ("0000-02-29 00:00:00", -62_162_121_600), ("9999-12-31 23:59:59", 253_402_300_799),
    ])
    func `reads the plain form as UTC`(text: String, seconds: Double) throws {
        #expect(try occurredAt(text) == seconds)
    }

    @Test(arguments: [
        ("1970-01-01 00:00:00.5", 0.5), ("1970-01-01 00:00:00.000000001", 1e-9),
        ("1970-01-01 00:00:01.999999999", 1.999999999),
        ("1969-12-31 23:59:59.75", -0.25), ("1970-01-01T00:00:00.25Z", 0.25), ("1970-01-01T01:00:00.125+01:00", 0.125),
    ])
    func `reads fractions of a second`(text: String, seconds: Double) throws {
        #expect(try occurredAt(text) == seconds)
    }

    @Test(arguments: [
        ("2020-10-06T10:02:05Z", 0), ("2020-10-06t10:02:05z", 0), ("2020-10-06 10:02:05Z", 0),
        ("2020-10-06 12:02:05+02:00", 0),
        ("2020-10-06T12:02:05+02:00", 0), ("2020-10-06T04:32:05-05:30", 0), ("2020-10-06T10:02:05-00:00", 0),
        ("2020-10-07T10:01:05+23:59", 0), ("2020-10-05T10:03:05-23:59", 0), ("2020-10-06T10:02:05.000Z", 0),
        ("2020-10-06T10:02:05+00:01", -60),
    ])
    func `reads RFC 3339`(text: String, difference: Double) throws {
        #expect(try occurredAt(text) == 1_601_978_525 + difference)
    }

    @Test(arguments: [
        ("2016-12-31 23:59:60", 1_483_228_800), ("2016-12-31T18:59:60-05:00", 1_483_228_800),
        ("2017-01-01T08:59:60+09:00", 1_483_228_800),
        ("2016-12-31T23:59:60.5Z", 1_483_228_800.5),
    ])
    func `takes a leap second for the second after it`(text: String, seconds: Double) throws {
        #expect(try occurredAt(text) == seconds)
    }

    @Test(arguments: [
        "", "2020", "2020-10-06", "2020-10-06 10:02", "2020-10-06T10:02:05", "2020-10-06t10:02:05.5",
        "2020-10-06_10:02:05Z",
        "2020/10/06 10:02:05", "06-10-2020 10:02:05", "20-10-06 10:02:05", "2020-10-6 10:02:05", "2020-10-06 1:02:05",
        "2020-10-06  10:02:05", " 2020-10-06 10:02:05", "2020-10-06 10:02:05 ", "2020-10-06 10.02.05",
        "2020-10-06 10:02:05.",
        "2020-10-06 10:02:05.1234567890", "2020-10-06 10:02:05,5", "2020-10-06 10:02:05.5x", "2020-10-06 10:02:05 Z",
        "2020-10-06T10:02:05ZZ", "2020-10-06T10:02:05+02", "2020-10-06T10:02:05+0200", "2020-10-06T10:02:05+2:00",
        "2020-10-06T10:02:05+02:00:00", "2020-10-06T10:02:05+02:00Z", "2020-10-06T10:02:05 +02:00",
        "2020-10-06T10:02:05.Z",
        "2020-10-06 10:02:05 UTC", "+2020-10-06 10:02:05", "-200-10-06 10:02:05", "1601978525", "٢٠٢٠-10-06 10:02:05",
        "2020-10-06 10:02:0５", "2020-10-06T10:02:05\u{2212}02:00",
    ])
    func `refuses other forms`(text: String) {
        #expect(throws: EventError.occurredAtMalformed) { try occurredAt(text) }
    }

    @Test func `refuses any other character at any place`() {
        let pattern = Array("dddd-dd-dd dd:dd:dd".utf8)
        let written = Array("2020-10-06 10:02:05".utf8)
        for (place, expected) in pattern.enumerated() {
            for byte in UInt8(0)..<0x80 {
                let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                let fits = expected == UInt8(ascii: "d") ? isDigit : byte == expected
                let escaped = Array((byte < 0x10 ? #"\u000"# : #"\u00"#).utf8) + String(byte, radix: 16).utf8
                let isPlain = byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
                for character in isPlain ? [[byte], escaped] : [escaped] {
                    let text = Array(written[..<place]) + character + written[(place + 1)...]
                    #expect(fits != isMalformed(text), "\(String(decoding: text, as: UTF8.self))")
                }
            }
            for character in ["é", "\u{80}", "\u{7FF}"] where place + 2 <= written.count {
                let text = Array(written[..<place]) + character.utf8 + written[(place + 2)...]
                #expect(isMalformed(text), "\(String(decoding: text, as: UTF8.self))")
            }
        }
    }

    @Test(arguments: [
        "2020-02-30 00:00:00", "2019-02-29 00:00:00", "1900-02-29 00:00:00", "2100-02-29 00:00:00",
        "2020-04-31 00:00:00",
        "2020-06-31 00:00:00", "2020-09-31 00:00:00", "2020-11-31 00:00:00", "2020-01-32 00:00:00",
        "2020-00-01 00:00:00",
        "2020-13-01 00:00:00", "2020-01-00 00:00:00", "2020-01-01 24:00:00", "2020-01-01 23:60:00",
        "2020-01-01 23:59:61",
        "2020-01-01 12:00:60", "2020-01-01 00:00:60", "2020-01-01T23:59:60+01:00", "2020-01-01T00:00:00+24:00",
        "2020-01-01T00:00:00-00:60", "0000-00-00 00:00:00", "9999-99-99 99:99:99",
    ])
    func `refuses moments that never were`(text: String) {
        #expect(throws: EventError.occurredAtImpossible) { try occurredAt(text) }
    }

    @Test func `counts every day of four centuries`() throws {
        var expected = -11_676_096_000.0
        for year in 1600..<2000 {
            for (month, days) in zip(1..., [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
                let isLeap = year % 4 == 0 && year % 100 != 0 || year == 1600
                for day in 1...(month == 2 && isLeap ? 29 : days) {
                    #expect(try occurredAt("\(year)-\(two(month))-\(two(day)) 00:00:00") == expected)
                    expected += 86_400
                }
            }
        }
    }

    private func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// Whether the text is refused for its form; an impossible moment is not.
    private func isMalformed(_ text: [UInt8]) -> Bool {
        do throws(EventError) {
            let body = Array(#"{"type":"t","value":1,"occurred_at":""#.utf8) + text + Array(#""}"#.utf8)
            _ = try EventDecoder().decode(body.span)
            return false
        } catch {
            return error == .occurredAtMalformed
        }
    }

    private func occurredAt(_ text: String) throws -> Double {
        let body = #"{"type":"t","value":1,"occurred_at":"\#(text)"}"#
        return try EventDecoder().decode(body.utf8Span.span).occurredAtSeconds
    }
}
