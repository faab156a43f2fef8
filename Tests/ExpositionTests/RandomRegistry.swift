import Instruments
import Support

/// A registry filled at random, and what must be read from its page.
struct RandomRegistry {
    let registry = Registry(now: { 1_795_212_000.25 })
    private(set) var expected = Expected(families: [])
    private var random: SplitMix64

    /// The names of its families begin with a prefix, so that the pages of several can be one.
    init(random: SplitMix64, prefix: String) throws {
        self.random = random
        for index in 0..<Int.random(in: 1...6, using: &self.random) {
            switch Int.random(in: 0..<4, using: &self.random) {
            case 0: try addCounters("\(prefix)m\(index)\(self.random.unit())_total")
            case 1: try addGauges("\(prefix)m\(index)\(self.random.unit())")
            case 2: try addHistograms("\(prefix)m\(index)\(self.random.unit())")
            default: try addComputed("\(prefix)m\(index)")
            }
        }
    }

    private mutating func addCounters(_ name: String) throws {
        let help = random.help()
        let family = try registry.counters(name, help: help, by: ByQueueAndType.self)
        let series = rows(width: 2).map { row in
            let amount = random.finite().magnitude
            family[ByQueueAndType(queue: row[0], type: row[1])].increment(by: amount)
            return Expected.Series(labels: ["queue": row[0], "event_type": row[1]], value: amount.bits)
        }
        expect(name, "counter", help, series)
    }

    private mutating func addGauges(_ name: String) throws {
        let help = random.help()
        let family = try registry.gauges(name, help: help, by: ByQueue.self)
        let series = rows(width: 1).map { row in
            let value = random.number()
            family[ByQueue(queue: row[0])].set(value)
            return Expected.Series(labels: ["queue": row[0]], value: value.bits)
        }
        expect(name, "gauge", help, series)
    }

    private mutating func addHistograms(_ name: String) throws {
        let help = random.help()
        let bounds = Set((0...Int.random(in: 0...12, using: &random)).map { _ in random.finite() }).sorted()
        let family = try registry.histograms(name, help: help, buckets: bounds, by: ByQueue.self)
        let series = rows(width: 1).map { row in
            let values = (0..<Int.random(in: 0...20, using: &random)).map { _ in random.observation() }
            let origin = random.origin()
            let seconds = Double(Int.random(in: 1...1 << 40, using: &random)) / 1024
            for value in values { family[ByQueue(queue: row[0])].observe(value, atSeconds: seconds, from: origin) }
            _ = family[ByQueue(queue: row[0])]
            let histogram = Expected.Histogram(
                bounds: bounds.map(\.bits),
                cumulativeCounts: bounds.map { bound in UInt64(values.count { $0 <= bound }) },
                count: UInt64(values.count),
                sum: values.reduce(0, +).bits,
                values: values.map(\.bits),
                origin: [origin.labelName: origin.labelValue]
            )
            return Expected.Series(labels: ["queue": row[0]], histogram: histogram)
        }
        expect(name, "histogram", help, series)
    }

    private mutating func addComputed(_ name: String) throws {
        let help = random.help()
        let labels = (0..<Int.random(in: 0...5, using: &random)).map { "\(random.identifier())_\($0)" }
        let description = FamilyDescription(.gauge, name, help: help, labelNames: labels)
        var computed = SeriesList<Double>(labelNames: labels)
        let series = rows(width: labels.count).map { row in
            let value = random.number()
            computed.append(value, labelValues: row)
            return Expected.Series(
                labels: Dictionary(uniqueKeysWithValues: zip(labels, row)),
                value: value.bits
            )
        }
        try registry.register(Computed(family: FamilySnapshot(description, .gauges(computed))))
        expect(name, "gauge", help, series)
    }

    /// Different label values in order; strings that are canonically equal count as one.
    private mutating func rows(width: Int) -> [[String]] {
        let rows = (0...Int.random(in: 0...8, using: &random)).map { _ in (0..<width).map { _ in random.text() } }
        return Set(rows).sorted { $0.lexicographicallyPrecedes($1) }
    }

    private mutating func expect(_ name: String, _ type: String, _ help: String, _ series: [Expected.Series]) {
        let unit = ["seconds", "bytes"].first { name.contains("_" + $0) }
        expected.families.append(Expected.Family(name: name, type: type, help: help, unit: unit, series: series))
    }
}

private struct Computed: Collector {
    let family: FamilySnapshot

    var descriptions: [FamilyDescription] { [family.description] }

    func collect() -> [FamilySnapshot] { [family] }
}

extension SplitMix64 {
    /// The end of a name, with a unit or without.
    mutating func unit() -> String {
        ["", "", "_seconds", "_bytes"][Int.random(in: 0..<4, using: &self)]
    }

    /// Any text, mostly of what is hard to escape.
    mutating func text() -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...24, using: &self) {
            text.append(scalar())
        }
        return String(text)
    }

    /// Any text that is not blank, but for what `prometheus_client` loses, as `parse_back.py` proves.
    ///
    /// It strips ASCII's blanks before a HELP text and Python's, of which there are more, after it. LF is none of
    /// them here, for it is escaped.
    mutating func help() -> String {
        func isLostInFront(_ scalar: Unicode.Scalar) -> Bool {
            [" ", "\t", "\u{b}", "\u{c}", "\r"].contains(scalar)
        }
        func isLostBehind(_ scalar: Unicode.Scalar) -> Bool {
            scalar != "\n" && scalar.properties.isWhitespace || ("\u{1c}"..."\u{1f}").contains(scalar)
        }
        var scalars = Array(text().unicodeScalars.drop(while: isLostInFront))
        while let last = scalars.last, isLostBehind(last) {
            scalars.removeLast()
        }
        let help = String(String.UnicodeScalarView(scalars))
        return help.allSatisfy(\.isWhitespace) ? "x" : help
    }

    /// Where an observation came from; now and then too long for a page, or too strange.
    mutating func origin() -> Exemplar.Origin {
        let plain =
            String(next(), radix: 16) + String(repeating: "x", count: [0, 10, 128].randomElement(using: &self) ?? 0)
        let id = Int.random(in: 0..<4, using: &self) == 0 ? text() : plain
        return Bool.random(using: &self) ? .message(id: id) : .trace(id: id)
    }

    /// A label name, but for its uniqueness.
    mutating func identifier() -> String {
        // promtool wants them so.
        let letters = "abcxyz_".map(String.init)
        return "l"
            + (0..<Int.random(in: 0...4, using: &self)).map { _ in letters[Int.random(in: 0..<7, using: &self)] }
            .joined()
    }

    mutating func number() -> Double {
        switch Int.random(in: 0..<8, using: &self) {
        case 0: [Double.infinity, -.infinity, .nan, 0, -0.0, 1e15, -1e15][Int.random(in: 0..<7, using: &self)]
        default: finite()
        }
    }

    mutating func finite() -> Double {
        switch Int.random(in: 0..<4, using: &self) {
        case 0: Double(Int.random(in: -1000...1000, using: &self))
        case 1: Double.random(in: -1e7...1e7, using: &self)
        case 2: Double(Int64.random(in: -(1 << 60)...1 << 60, using: &self))
        default: anyFinite()
        }
    }

    /// Numbers whose sum is exact in any order, and now and then one that is not.
    mutating func observation() -> Double {
        Int.random(in: 0..<100, using: &self) == 0
            ? [Double.infinity, -.infinity, .nan][Int.random(in: 0..<3, using: &self)]
            : Double(Int.random(in: -40_000...40_000, using: &self)) / 4
    }

    private mutating func anyFinite() -> Double {
        let number = Double(bitPattern: next())
        return number.isFinite ? number : 1
    }

    private mutating func scalar() -> Unicode.Scalar {
        let hard: [Unicode.Scalar] = [
            "\\", "\"", "\n", "\r", "\0", "\t", "{", "}", "=", ",", "#", " ", "n", "_", "\u{1b}", "\u{1c}", "\u{7f}",
            "\u{85}", "\u{a0}", "\u{301}", "\u{2028}", "\u{feff}", "\u{fffd}", "💶", "👩", "\u{200d}", "é",
        ]
        if Bool.random(using: &self) {
            return hard[Int.random(in: 0..<hard.count, using: &self)]
        }
        let limit: UInt32 = Bool.random(using: &self) ? 0x7f : 0x10_ffff
        return Unicode.Scalar(UInt32.random(in: 0...limit, using: &self)) ?? "\u{fffd}"
    }
}
