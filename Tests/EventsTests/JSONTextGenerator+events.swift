import Support

extension JSONTextGenerator {
    /// A message body: an event in most cases, half of them spoilt.
    mutating func eventBody() -> [UInt8] {
        space()
        raw("{")
        var fields = [0, 1, 2]
        fields.shuffle(using: &random)
        if random.onceIn(3) { fields.insert(3, at: random.below(4)) }
        if random.onceIn(30) { fields.remove(at: random.below(fields.count)) }
        if random.onceIn(30) { fields.append(random.below(4)) }
        for (index, field) in fields.enumerated() {
            if index > 0 { raw(",") }
            space()
            self.field(field)
            space()
        }
        raw("}")
        space()
        var body = take()
        if random.onceIn(2) { spoil(&body) }
        return body
    }

    private mutating func field(_ number: Int) {
        string(["type", "value", "occurred_at", random.element(of: Self.words)][number], escapingOnceIn: 40)
        space()
        raw(":")
        space()
        guard !random.onceIn(40) else { return value(depth: 2) }
        switch number {
        case 0: string(random.element(of: Self.words))
        case 1: self.number()
        case 2: string(time(), escapingOnceIn: 60)
        default: random.onceIn(200) ? nested(depth: 60 + random.below(8)) : value(depth: 3)
        }
    }

    private mutating func nested(depth: Int) {
        raw(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
    }

    /// A time in one of the forms we take, with numbers that are often right.
    private mutating func time() -> String {
        let year = random.onceIn(20) ? random.below(10_000) : 1960 + random.below(100)
        let month = random.onceIn(40) ? random.below(20) : 1 + random.below(12)
        let day = random.onceIn(10) ? 28 + random.below(5) : 1 + random.below(28)
        let hour = random.onceIn(40) ? 20 + random.below(8) : random.below(24)
        let minute = random.onceIn(10) ? 57 + random.below(5) : random.below(60)
        let second = random.onceIn(10) ? 57 + random.below(5) : random.below(60)
        let date = "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
        let fraction = random.onceIn(3) ? "." + String(random.below(1_000_000_000)).prefix(1 + random.below(10)) : ""
        let separator = random.element(of: [" ", " ", "T", "t"])
        let zone = random.onceIn(2) && separator == " " ? "" : self.zone()
        return "\(date)\(separator)\(digits(hour, 2)):\(digits(minute, 2)):\(digits(second, 2))\(fraction)\(zone)"
    }

    private mutating func zone() -> String {
        switch random.below(4) {
        case 0, 1: random.onceIn(2) ? "Z" : "z"
        case 2: "\(random.onceIn(2) ? "+" : "-")\(digits(random.below(25), 2)):\(digits(random.below(61), 2))"
        default: random.onceIn(5) ? "+0100" : "+00:00"
        }
    }

    private func digits(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
