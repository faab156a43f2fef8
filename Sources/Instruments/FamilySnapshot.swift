/// A family as one scrape sees it.
package struct FamilySnapshot: Sendable, Equatable {
    /// The series of a family, in the order of their labels' texts; the case says what they are.
    package enum Points: Sendable, Equatable {
        case counters(SeriesList<Double>)
        case gauges(SeriesList<Double>)
        case histograms(SeriesList<HistogramReading>)
    }

    /// As it was registered; the registry leaves the family out otherwise.
    package let description: FamilyDescription
    /// The series, each with as many label values as the description has names.
    package let points: Points

    /// What a collector gives.
    package init(_ description: FamilyDescription, _ points: Points) {
        self.description = description
        self.points = points
    }
}

extension FamilySnapshot {
    /// Whether the series are of the type and have the labels that the description says.
    var isConsistent: Bool {
        points.type == description.type && points.labelNames == description.labelNames
    }
}

extension FamilySnapshot.Points {
    /// The type that such series have.
    package var type: FamilyDescription.MetricType {
        switch self {
        case .counters: .counter
        case .gauges: .gauge
        case .histograms: .histogram
        }
    }

    /// The names of the labels that each series has.
    var labelNames: [String] {
        switch self {
        case .counters(let series), .gauges(let series): series.labels.names
        case .histograms(let series): series.labels.names
        }
    }

    /// How many series there are.
    package var count: Int {
        switch self {
        case .counters(let series), .gauges(let series): series.values.count
        case .histograms(let series): series.values.count
        }
    }

    /// Whether there are no series.
    package var isEmpty: Bool { count == 0 }
}
