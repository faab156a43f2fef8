/// A day of the proleptic Gregorian calendar, by arithmetic alone: no calendar library, no locale, no time zone.
struct CivilDate: Equatable {
    var year: Int
    /// 1–12.
    var month: Int
    /// 1–31.
    var day: Int

    private static let daysPer400Years = 146_097
    /// From 0000-03-01, where this arithmetic starts its years so that a leap day ends one, to 1970-01-01.
    private static let daysBefore1970 = 719_468

    /// Refuses a day its month does not have.
    init?(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        guard CivilDate(daysSince1970: daysSince1970) == self else { return nil }
    }

    init(daysSince1970: Int) {
        let days = daysSince1970 + Self.daysBefore1970
        let cycle = (days >= 0 ? days : days - (Self.daysPer400Years - 1)) / Self.daysPer400Years
        let dayOfCycle = days - cycle * Self.daysPer400Years
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSince1970: Int {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let cycle = (yearFromMarch >= 0 ? yearFromMarch : yearFromMarch - 399) / 400
        let yearOfCycle = yearFromMarch - cycle * 400
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return cycle * Self.daysPer400Years + dayOfCycle - Self.daysBefore1970
    }
}
