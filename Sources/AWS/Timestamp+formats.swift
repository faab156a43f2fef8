extension Timestamp {
    private static let secondsPerDay = 86_400

    /// ISO 8601's basic format, which Signature Version 4 wants: `20150830T123600Z`, 16 bytes.
    ///
    /// The first 8 bytes are the date of the credential scope. Years 0–9999 only.
    var basicFormat: [UInt8] {
        let secondOfDay = ((secondsSince1970 % Self.secondsPerDay) + Self.secondsPerDay) % Self.secondsPerDay
        let date = CivilDate(daysSince1970: (secondsSince1970 - secondOfDay) / Self.secondsPerDay)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        bytes.append(decimal: date.year, digits: 4)
        bytes.append(decimal: date.month, digits: 2)
        bytes.append(decimal: date.day, digits: 2)
        bytes.append(UInt8(ascii: "T"))
        bytes.append(decimal: secondOfDay / 3600, digits: 2)
        bytes.append(decimal: secondOfDay / 60 % 60, digits: 2)
        bytes.append(decimal: secondOfDay % 60, digits: 2)
        bytes.append(UInt8(ascii: "Z"))
        return bytes
    }

    /// Reads the `Date` header of an answer: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7, the form servers must
    /// send).
    package init?(httpDate text: String) {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let words = text.split(separator: " ")
        guard words.count == 6, words[0].utf8.count == 4, words[5] == "GMT",
            let month = months.firstIndex(of: String(words[2])),
            let day = Int(digits: words[1], 2), let year = Int(digits: words[3], 4)
        else { return nil }
        self.init(year: year, month: month + 1, day: day, time: words[4])
    }

    /// Reads RFC 3339 as AWS writes expirations: `2026-11-20T22:00:00Z`; a fraction is cut off, an offset is applied.
    package init?(rfc3339 text: String) {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let date = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        let time = halves[1]
        guard date.count == 3, time.utf8.count >= 9,
            let year = Int(digits: date[0], 4), let month = Int(digits: date[1], 2), let day = Int(digits: date[2], 2)
        else { return nil }
        var rest = time.dropFirst(8)
        if rest.first == "." {
            rest = rest.dropFirst()
            let fraction = rest.prefix { $0.isASCII && $0.isNumber }
            guard !fraction.isEmpty else { return nil }
            rest = rest.dropFirst(fraction.count)
        }
        guard let offset = Self.offset(rest) else { return nil }
        self.init(year: year, month: month, day: day, time: time.prefix(8))
        secondsSince1970 -= offset
    }

    /// `08:49:37` on a given day; a leap second counts as the one after it.
    private init?(year: Int, month: Int, day: Int, time: Substring) {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let date = CivilDate(year: year, month: month, day: day),
            let hour = Int(digits: parts[0], 2), let minute = Int(digits: parts[1], 2),
            let second = Int(digits: parts[2], 2), hour < 24, minute < 60, second <= 60
        else { return nil }
        secondsSince1970 = date.daysSince1970 * Self.secondsPerDay + hour * 3600 + minute * 60 + second
    }

    /// `Z`, `+02:00` or `-05:30`, in seconds east of Greenwich.
    private static func offset(_ text: Substring) -> Int? {
        guard text != "Z" else { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hours = Int(digits: parts[0], 2), let minutes = Int(digits: parts[1], 2),
            hours < 24, minutes < 60
        else { return nil }
        return (sign == "+" ? 1 : -1) * (hours * 3600 + minutes * 60)
    }
}

extension Int {
    /// Exactly so many ASCII digits: no sign, no space.
    fileprivate init?(digits text: Substring, _ count: Int) {
        guard text.utf8.count == count, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        self.init(text)
    }
}
