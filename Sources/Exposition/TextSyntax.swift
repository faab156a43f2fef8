import Instruments

/// Where the two text formats differ.
///
///     Prometheus 0.0.4                        OpenMetrics 1.0.0
///     # HELP events_total Events counted.     # TYPE events counter
///     # TYPE events_total counter             # HELP events Events counted.
///     events_total{queue="orders"} 75         events_total{queue="orders"} 75
///                                             events_created{queue="orders"} 1795212000
///                                             # EOF
enum TextSyntax {
    case prometheus
    case openMetrics(showsCreated: Bool)

    /// What stands before the series of a family.
    func header(of family: FamilyDescription) -> [UInt8] {
        switch self {
        case .prometheus:
            let help = family.help.escaped(quotes: false)
            return Array("# HELP \(family.name) \(help)\n# TYPE \(family.name) \(family.type.rawValue)\n".utf8)
        case .openMetrics:
            let unit = family.unit.map { "# UNIT \(family.stem) \($0)\n" } ?? ""
            let help = family.help.escaped(quotes: true)
            return Array(
                "# TYPE \(family.stem) \(family.type.rawValue)\n\(unit)# HELP \(family.stem) \(help)\n".utf8
            )
        }
    }

    /// Whether series say when their counting began.
    var showsCreated: Bool {
        guard case .openMetrics(showsCreated: true) = self else { return false }
        return true
    }

    /// Whether buckets show exemplars.
    var showsExemplars: Bool {
        switch self {
        case .prometheus: false
        case .openMetrics: true
        }
    }

    /// OpenMetrics allows no sum that may fall, for it has to be a counter's, and no count without a sum.
    ///
    /// Once there has been a negative value both are left out for good, lest they come and go.
    func showsSum(of reading: HistogramReading) -> Bool {
        switch self {
        case .prometheus: true
        case .openMetrics:
            reading.sum >= 0 && (reading.upperBounds.first ?? 0) >= 0
                && (reading.native?.negative.indexes.isEmpty ?? true)
        }
    }
}

extension String {
    fileprivate func escaped(quotes: Bool) -> String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": text.append(contentsOf: #"\n"#.unicodeScalars)
            case "\\": text.append(contentsOf: #"\\"#.unicodeScalars)
            case "\"" where quotes: text.append(contentsOf: #"\""#.unicodeScalars)
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
