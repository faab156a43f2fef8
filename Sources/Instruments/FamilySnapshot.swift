/// A family as one scrape sees it.
package struct FamilySnapshot: Sendable, Equatable {
    /// The series of a family, in the order of their label values; the case says what they are.
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
        points.type == description.type && points.width == description.labelNames.count
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

    /// How many labels each series has.
    var width: Int {
        switch self {
        case .counters(let series), .gauges(let series): series.width
        case .histograms(let series): series.width
        }
    }

    /// Whether there are no series.
    package var isEmpty: Bool {
        switch self {
        case .counters(let series), .gauges(let series): series.isEmpty
        case .histograms(let series): series.isEmpty
        }
    }
}
