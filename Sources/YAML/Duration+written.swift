extension Duration {
    /// Reads a duration as Prometheus and Go write it: `1s`, `5m`, `1h30m`, `1.5s`, `250ms`, `1d`; nil where it is
    /// none.
    ///
    /// Units are ns, us, µs, ms, s, m, h, and Prometheus's d, w and y (365 days); a number without a unit is refused,
    /// other than 0. It is never negative, and at most some 292 years long, as Go's longest.
    package init?(written text: String) {
        if text == "0" {
            self = .zero
            return
        }
        var rest = text.utf8[...]
        guard !rest.isEmpty else { return nil }
        var total: Int64 = 0
        while !rest.isEmpty {
            guard let part = Self.nextPart(of: &rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow else { return nil }
            total = sum
        }
        self = .nanoseconds(total)
    }

    /// A number and its unit, in nanoseconds.
    private static func nextPart(of text: inout Substring.UTF8View) -> Int64? {
        let whole = nextDigits(of: &text)
        var fraction = text[text.startIndex..<text.startIndex]
        if text.first == UInt8(ascii: ".") {
            text.removeFirst()
            fraction = nextDigits(of: &text)
            guard !fraction.isEmpty else { return nil }
        }
        let unit = text.prefix { !isDigit($0) && $0 != UInt8(ascii: ".") }
        text = text[unit.endIndex...]
        guard !whole.isEmpty, let count = Int64(Substring(whole)), let scale = nanoseconds(in: Substring(unit)) else {
            return nil
        }
        var (sum, overflow) = count.multipliedReportingOverflow(by: scale)
        var place = scale
        for digit in fraction where !overflow {
            place /= 10
            (sum, overflow) = sum.addingReportingOverflow(place * Int64(digit - UInt8(ascii: "0")))
        }
        return overflow ? nil : sum
    }

    private static func nextDigits(of text: inout Substring.UTF8View) -> Substring.UTF8View {
        let digits = text.prefix(while: isDigit)
        text = text[digits.endIndex...]
        return digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func nanoseconds(in unit: Substring) -> Int64? {
        switch unit {
        case "ns": 1
        // The micro sign, and the Greek letter.
        case "us", "\u{B5}s", "\u{3BC}s": 1_000
        case "ms": 1_000_000
        case "s": 1_000_000_000
        case "m": 60_000_000_000
        case "h": 3_600_000_000_000
        case "d": 86_400_000_000_000
        case "w": 604_800_000_000_000
        case "y": 31_536_000_000_000_000
        default: nil
        }
    }
}
