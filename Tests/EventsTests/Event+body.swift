import Events
import JSON

extension Event {
    /// A body that says the same.
    var body: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("type")
        writer.string(type)
        writer.key("value")
        writer.number(value)
        writer.key("occurred_at")
        writer.string(writtenTime)
        writer.endObject()
        return writer.bytes
    }

    /// In UTC, but at the ends of time, where only an offset keeps the year within four digits.
    private var writtenTime: String {
        // A Double rounds the last nanosecond there is up to a second that cannot be written.
        let whole = min(occurredAtSeconds.rounded(.down), 253_402_387_139)
        let nanoseconds = min(999_999_999, Int(((occurredAtSeconds - whole) * 1e9).rounded()))
        let (sign, shift) =
            whole < -62_167_219_200 ? ("+", 86_340) : whole >= 253_402_300_800 ? ("-", -86_340) : ("", 0)
        let seconds = Int(whole) + shift
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let second = seconds - day * 86_400
        let date = Self.date(ofDay: day)
        let clock = "\(digits(second / 3600)):\(digits(second / 60 % 60)):\(digits(second % 60))"
        let zone = sign.isEmpty ? "Z" : "\(sign)23:59"
        return
            "\(digits(date.year, 4))-\(digits(date.month))-\(digits(date.day))T\(clock).\(digits(nanoseconds, 9))\(zone)"
    }

    /// The proleptic Gregorian date so many days after 1970-01-01.
    private static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
        // From the first of March of the year 0: a leap day is then the last of its year.
        let days = day + 719_468
        let era = days >= 0 ? days / 146_097 : (days - 146_096) / 146_097
        let ofEra = days - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * ofYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, ofYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private func digits(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
