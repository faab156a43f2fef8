import Support

/// Events whose totals are known to the last digit, in whatever order they are added.
struct Workload {
    /// What the events of a type come to.
    struct Totals: Equatable {
        var count = 0
        /// Each the double nearest to the exact sum of its addends.
        var value = 0.0
        var negativeValue = 0.0

        var sum: Double { value - negativeValue }
    }

    /// What the values of a type look like.
    enum Values: CaseIterable {
        case one
        /// Written as `17`.
        case whole
        /// Written as `17.0`.
        case wholeWithFraction
        /// Of either sign, in steps that a double holds exactly, so that every sum of them is exact as well.
        case sixtyFourths
        case negativeQuarters
        /// No double is a cent: their sums are exact only for one who keeps what rounding drops.
        case cents
    }

    /// Values of which sums of sums are exact too, as when the pages of several exporters are added up.
    static let binary = Values.allCases.filter { $0 != .cents }

    let bodies: [String]
    let totals: [String: Totals]

    init(count: Int, values: [Values] = Values.allCases, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var bodies: [String] = []
        var sums: [String: ExactTotals] = [:]
        for number in 0..<count {
            // Every type comes more than once, whatever the seed.
            let kind = number < 2 * values.count ? values[number % values.count] : random.element(of: values)
            let text = kind.next(&random)
            bodies.append(
                #"{"type":"\#(kind)","value":\#(text),"occurred_at":"2020-10-06 10:\#(10 + number % 50):05"}"#
            )
            sums["\(kind)", default: ExactTotals()].add(Double(text) ?? .nan)
        }
        self.bodies = bodies
        totals = sums.mapValues(\.rounded)
    }

    /// As `/stats` has to tell it.
    var summaries: [ExporterUnderTest.Summary] {
        totals.sorted { $0.key < $1.key }.map { type, totals in
            ExporterUnderTest.Summary(type: type, count: totals.count, sum: totals.sum)
        }
    }
}

extension Workload.Values {
    /// A value of this kind as JSON writes it.
    fileprivate func next(_ random: inout SplitMix64) -> String {
        switch self {
        case .one: "1"
        case .whole: "\(random.below(1000))"
        case .wholeWithFraction: "\(Double(random.below(1000)))"
        case .sixtyFourths: "\(Double(random.below(25_601) - 12_800) / 64)"
        case .negativeQuarters: "-\(Double(1 + random.below(4000)) / 4)"
        case .cents: "\(random.below(1000)).\(random.below(10))\(1 + random.below(9))"
        }
    }
}

/// Sums of doubles below 2¹⁷ in magnitude that are multiples of 2⁻⁶⁰, without any rounding.
private struct ExactTotals {
    private var count = 0
    private var value: Int128 = 0
    private var negativeValue: Int128 = 0

    private static let unit = 0x1p-60

    mutating func add(_ number: Double) {
        count += 1
        let units = Int128(exactly: number / Self.unit) ?? 0
        if units >= 0 { value += units } else { negativeValue -= units }
    }

    var rounded: Workload.Totals {
        Workload.Totals(
            count: count,
            value: Double(value) * Self.unit,
            negativeValue: Double(negativeValue) * Self.unit
        )
    }
}
