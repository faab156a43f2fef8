/// What a family is, apart from its series: fixed when it is registered.
package struct FamilyDescription: Sendable, Equatable {
    /// The types a family may have, named as on the `TYPE` line.
    package enum MetricType: String, Sendable {
        case counter
        case gauge
        case histogram
    }

    /// With the `_total` of a counter, without the suffixes of a histogram's samples.
    package let name: String
    /// Decides which names are allowed and which samples a series has.
    package let type: MetricType
    /// What the metric counts or shows, for people; any text that is not blank.
    package let help: String
    /// The base unit that the name ends in, before any `_total`.
    package let unit: String?
    /// In the order they are exposed.
    package let labelNames: [String]

    /// Describes a family; nothing is checked before it is registered.
    ///
    /// Without a given `unit` it is the one the name ends in, if that is one of Prometheus's base units.
    package init(
        _ type: MetricType,
        _ name: String,
        help: String,
        unit: String? = nil,
        labelNames: [String] = []
    ) {
        self.name = name
        self.type = type
        self.help = help
        self.unit = unit ?? Self.baseUnits.first { Self.stem(of: name, type).hasSuffix("_" + $0) }
        self.labelNames = labelNames
    }

    private static let baseUnits = [
        "seconds", "bytes", "ratio", "celsius", "meters", "volts", "amperes", "joules", "grams",
    ]
}

extension FamilyDescription {
    /// The name without the `_total` of a counter: what OpenMetrics calls the family.
    package var stem: String { Self.stem(of: name, type) }

    /// Every name the family or one of its samples has in any format; no two families may share one.
    package var claimedNames: [String] {
        switch type {
        case .counter: [name, stem, stem + "_created"]
        case .gauge: [name]
        case .histogram: [name, name + "_bucket", name + "_count", name + "_sum", name + "_created"]
        }
    }

    private static func stem(of name: String, _ type: MetricType) -> String {
        type == .counter && name.hasSuffix("_total") ? String(name.dropLast("_total".count)) : name
    }
}
