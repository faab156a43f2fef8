/// A time as it is written, `2020-10-06T12:02:05.25+02:00`: right in form, perhaps impossible.
struct WrittenTime {
    private var year = 0
    private var month = 0
    private var day = 0
    private var hour = 0
    private var minute = 0
    private var second = 0
    private var nanoseconds = 0
    /// Whether the clock it was read from is behind UTC.
    private var isWestOfUTC = false
    private var offsetHours = 0
    private var offsetMinutes = 0

    /// Reads one of the forms ``EventDecoder`` lists; nil where it is another.
    init?(_ text: Span<UInt8>) {
        guard text.count >= 19 else { return nil }
        guard
            let century = text.twoDigits(at: 0), let yearOfCentury = text.twoDigits(at: 2),
            text[4] == UInt8(ascii: "-"),
            let month = text.twoDigits(at: 5), text[7] == UInt8(ascii: "-"), let day = text.twoDigits(at: 8),
            let hour = text.twoDigits(at: 11), text[13] == UInt8(ascii: ":"),
            let minute = text.twoDigits(at: 14), text[16] == UInt8(ascii: ":"), let second = text.twoDigits(at: 17)
        else { return nil }
        (year, self.month, self.day) = (century * 100 + yearOfCentury, month, day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
        var index = 19
        guard readFraction(of: text, at: &index) else { return nil }
        switch text[10] {
        case UInt8(ascii: " "):
            guard index == text.count || readZone(of: text, at: index) else { return nil }
        case UInt8(ascii: "T"), UInt8(ascii: "t"):
            guard readZone(of: text, at: index) else { return nil }
        default: return nil
        }
    }

    /// Seconds since 1970 UTC; nil where there is no such moment.
    ///
    /// The calendar is the Gregorian one, also before it was invented. A leap second, 23:59:60 UTC, is taken on any
    /// day, since the days that have one are not known in advance; it counts as the second after it, as on Unix clocks.
    var secondsSince1970: Double? {
        guard
            1...12 ~= month, 1...daysInMonth ~= day, hour < 24, minute < 60, second <= 60, offsetHours < 24,
            offsetMinutes < 60
        else { return nil }
        let offset = (offsetHours * 60 + offsetMinutes) * (isWestOfUTC ? -60 : 60)
        let startOfMinute = daysSince1970 * 86_400 + hour * 3_600 + minute * 60 - offset
        if second == 60 {
            // Only the last minute of a day, by UTC, can have 61 seconds.
            guard (startOfMinute + 60).isMultiple(of: 86_400) else { return nil }
        }
        return Double(startOfMinute + second) + Double(nanoseconds) / 1e9
    }

    private mutating func readFraction(of text: Span<UInt8>, at index: inout Int) -> Bool {
        guard index < text.count, text[index] == UInt8(ascii: ".") else { return true }
        index += 1
        let start = index
        while index < text.count, let digit = text.digit(at: index) {
            nanoseconds = nanoseconds &* 10 &+ digit
            index += 1
        }
        guard 1...9 ~= index - start else { return false }
        for _ in index - start..<9 { nanoseconds *= 10 }
        return true
    }

    private mutating func readZone(of text: Span<UInt8>, at index: Int) -> Bool {
        guard index < text.count else { return false }
        switch text[index] {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"): return index + 1 == text.count
        case UInt8(ascii: "+"): break
        case UInt8(ascii: "-"): isWestOfUTC = true
        default: return false
        }
        guard
            index + 6 == text.count, text[index + 3] == UInt8(ascii: ":"),
            let hours = text.twoDigits(at: index + 1), let minutes = text.twoDigits(at: index + 4)
        else { return false }
        (offsetHours, offsetMinutes) = (hours, minutes)
        return true
    }

    private var isLeapYear: Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    private var daysInMonth: Int {
        switch month {
        case 2: isLeapYear ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private var daysSince1970: Int {
        // Counted from the year −399, a whole cycle of 400 years (146,097 days) before the year 1, to stay above 0.
        let years = year + 399
        let daysBeforeYear = years * 365 + years / 4 - years / 100 + years / 400
        let daysBeforeMonth = Self.daysBeforeMonth[month - 1] + (isLeapYear && month > 2 ? 1 : 0)
        return daysBeforeYear - 146_097 - Self.daysFromYear1To1970 + daysBeforeMonth + day - 1
    }

    private static let daysBeforeMonth: InlineArray<12, Int> = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    private static let daysFromYear1To1970 = 719_162
}

extension Span<UInt8> {
    @inline(__always)
    fileprivate func digit(at index: Int) -> Int? {
        let digit = self[index] &- UInt8(ascii: "0")
        return digit < 10 ? Int(digit) : nil
    }

    @inline(__always)
    fileprivate func twoDigits(at index: Int) -> Int? {
        guard let tens = digit(at: index), let ones = digit(at: index + 1) else { return nil }
        return tens &* 10 &+ ones
    }
}
