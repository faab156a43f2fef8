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
        guard
            text.count >= 19,
            let century = text.twoDigits(at: 0),
            let date = text.threeNumbers(at: 2, separator: UInt8(ascii: "-")),
            let time = text.threeNumbers(at: 11, separator: UInt8(ascii: ":"))
        else { return nil }
        (year, month, day) = (century &* 100 &+ date.0, date.1, date.2)
        (hour, minute, second) = time
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
            1...12 ~= month, day >= 1, day <= 28 || day <= daysInMonth, hour < 24, minute < 60, second <= 60,
            offsetHours < 24, offsetMinutes < 60
        else { return nil }
        let offset = (offsetHours &* 60 &+ offsetMinutes) &* (isWestOfUTC ? -60 : 60)
        let startOfMinute = daysSince1970 &* 86_400 &+ hour &* 3_600 &+ minute &* 60 &- offset
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

    private var daysInMonth: Int {
        switch month {
        case 2: isLeapYear ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private var isLeapYear: Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    /// From 1970-01-01 to the date, by years that start in March: the day that leap years have more is then their last.
    private var daysSince1970: Int {
        // Counted from the year −400, a whole cycle of 400 years before the year 0, to stay above 0.
        let years = month > 2 ? year &+ 400 : year &+ 399
        let months = month > 2 ? month &- 3 : month &+ 9
        let leapDays = years / 4 &- years / 100 &+ years / 400
        // Months have 31 and 30 days in turn, but two of 31 come together twice: 153 days in each five.
        let daysBeforeMonth = (153 &* months &+ 2) / 5
        return years &* 365 &+ leapDays &+ daysBeforeMonth &+ day &- 1 &- Self.daysBefore1970
    }

    /// From March of the year −400 to 1970.
    private static let daysBefore1970 = 865_565
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

    /// The numbers of two digits each that stand from `index` on with `separator` between them, as `10:02:05` does;
    /// nil where anything else does.
    @inline(__always)
    fileprivate func threeNumbers(at index: Int, separator: UInt8) -> (Int, Int, Int)? {
        let text = extracting(index..<index &+ 8)
        var word: UInt64 = 0
        for place in 0..<8 { word |= UInt64(text[place]) &<< UInt64(8 &* place) }
        // Now each byte has to be 0 to 9, and 0 where a separator is.
        word ^= 0x3030_0030_3000_3030 | UInt64(separator) &<< 16 | UInt64(separator) &<< 40
        // What is added sets a byte's top bit from 10 on, and from 1 on where a separator is; above 127 it is set
        // already, and only there can a carry go to the next byte.
        guard (word | (word &+ 0x7676_7F76_767F_7676)) & 0x8080_8080_8080_8080 == 0 else { return nil }
        let numbers = word &* 10 &+ word &>> 8
        return (Int(numbers & 0xFF), Int(numbers &>> 24 & 0xFF), Int(numbers &>> 48 & 0xFF))
    }
}
