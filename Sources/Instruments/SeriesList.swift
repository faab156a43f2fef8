/// The series of a family; in the order of their labels where a scrape reads them.
///
/// The labels lie rendered in one array, which every scrape shares until a series is created: reading a series then
/// costs its value alone, and walking them touches memory in order.
package struct SeriesList<Value: Sendable>: Sendable {
    /// The labels, a text for each series.
    package private(set) var labels: LabelTexts
    /// One for each series.
    package private(set) var values: [Value] = []
    /// When each series was created, in seconds since 1970, and its counts started from 0; 0 where nobody knows.
    ///
    /// Whole seconds, rounded down: there is one for each series, and whoever reads it looks for a scrape before it.
    package private(set) var createdSeconds: [UInt32] = []

    /// An empty list of series with these labels each.
    package init(labelNames: [String]) {
        labels = LabelTexts(names: labelNames)
    }

    /// A list of what was gathered apart, as much of each.
    init(labels: LabelTexts, values: [Value], createdSeconds: [UInt32]) {
        self.labels = labels
        self.values = values
        self.createdSeconds = createdSeconds
    }

    /// Adds a series at the end; its label values must be new to the list, one for each name.
    package mutating func append(_ value: Value, labelValues: [String] = [], createdSeconds: Double = 0) {
        labels.append(labelValues)
        values.append(value)
        self.createdSeconds.append(Self.wholeSeconds(createdSeconds))
    }

    /// The same series with other values.
    package func mapValues<Other>(_ transform: (Value) -> Other) -> SeriesList<Other> {
        SeriesList<Other>(labels: labels, values: values.map(transform), createdSeconds: createdSeconds)
    }

    /// The series of these rows, in that order.
    func taking(_ rows: [Int]) -> Self {
        Self(
            labels: labels.taking(rows),
            values: rows.map { values[$0] },
            createdSeconds: rows.map { createdSeconds[$0] }
        )
    }

    /// When a series was created, as it is kept.
    static func wholeSeconds(_ seconds: Double) -> UInt32 {
        UInt32(exactly: seconds.rounded(.down)) ?? 0
    }
}

/// For reading a few series: whoever walks many takes the arrays, because generic code of another module is slow.
extension SeriesList: RandomAccessCollection {
    /// The place of the first series: 0.
    package var startIndex: Int { values.startIndex }

    /// The place after the last series.
    package var endIndex: Int { values.endIndex }

    /// The series at a place.
    package subscript(index: Int) -> Series<Value> {
        Series(labelValues: labels.values(of: index), value: values[index])
    }
}

extension SeriesList: Equatable where Value: Equatable {}
