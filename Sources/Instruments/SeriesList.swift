/// The series of a family, in the order of their label values once ``sorted()``.
///
/// All label values lie row by row in one array, which every scrape shares until a series is created: reading a series
/// then costs its value alone, and walking them touches memory in order.
package struct SeriesList<Value: Sendable>: Sendable {
    /// How many labels a series has.
    package let width: Int
    /// Those of the first series, then those of the second, and so on.
    package private(set) var labelValues: [String] = []
    /// One for each series.
    package private(set) var values: [Value] = []

    /// An empty list of series with `width` labels each.
    package init(width: Int) {
        self.width = width
    }

    private init(width: Int, labelValues: [String], values: [Value]) {
        self.width = width
        self.labelValues = labelValues
        self.values = values
    }

    /// Adds a series at the end; its label values must be new to the list, and as many as its width.
    package mutating func append(_ value: Value, labelValues: [String] = []) {
        precondition(labelValues.count == width, "a series has one value for each label name of its family")
        self.labelValues.append(contentsOf: labelValues)
        values.append(value)
    }

    /// The same series with other values.
    package func mapValues<Other>(_ transform: (Value) -> Other) -> SeriesList<Other> {
        SeriesList<Other>(width: width, labelValues: labelValues, values: values.map(transform))
    }

    /// The same series in the order of their label values.
    package func sorted() -> Self {
        let order = labelValues.orderOfRows(width: width, count: values.count)
        return Self(
            width: width,
            labelValues: order.flatMap { labelValues[$0 * width..<($0 + 1) * width] },
            values: order.map { values[$0] }
        )
    }
}

extension [String] {
    /// The rows of a table in the order of their values; not generic, because that would make it six times slower.
    fileprivate func orderOfRows(width: Int, count: Int) -> [Int] {
        (0..<count).sorted { lhs, rhs in
            for column in 0..<width {
                let (left, right) = (self[lhs * width + column], self[rhs * width + column])
                guard left == right else { return left < right }
            }
            return false
        }
    }
}

/// For reading a few series: whoever walks many takes the arrays, because generic code of another module is slow.
extension SeriesList: RandomAccessCollection {
    /// The place of the first series: 0.
    package var startIndex: Int { values.startIndex }

    /// The place after the last series.
    package var endIndex: Int { values.endIndex }

    /// The series at a place, with its labels as a slice of the shared array.
    package subscript(index: Int) -> Series<Value> {
        Series(labelValues: labelValues[index * width..<(index + 1) * width], value: values[index])
    }
}

extension SeriesList: Equatable where Value: Equatable {}
