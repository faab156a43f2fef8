/// Finds a series by its labels: a hash table of rows, and the label sets and metrics row by row.
///
/// A dictionary of hundreds of thousands of label sets has room for twice as many; here that room is four bytes a place.
@usableFromInline
struct SeriesIndex<Labels: LabelSet, Metric: AnyObject & Sendable>: Sendable {
    /// One for each row, in the order they were added.
    @usableFromInline private(set) var labels: [Labels] = []
    /// One for each row.
    @usableFromInline private(set) var metrics: [Metric] = []
    /// A row and 1, or 0 for none; as many places as a power of two, a fifth of them free.
    @usableFromInline private(set) var places: [UInt32] = [0, 0, 0, 0]
    /// Of this table alone.
    @usableFromInline let hash = ByteHash()

    init() {}

    /// The series with these labels; nil where there is none.
    @inlinable
    subscript(labels: Labels) -> Metric? {
        let row = places[place(of: labels)]
        return row == 0 ? nil : metrics[Int(row) - 1]
    }

    /// Adds a series with labels that have none.
    mutating func append(_ metric: Metric, labels: Labels) {
        if (self.labels.count + 1) * 5 > places.count * 4 {
            places = Array(repeating: 0, count: places.count * 2)
            for row in self.labels.indices { places[place(of: self.labels[row])] = UInt32(row + 1) }
        }
        places[place(of: labels)] = UInt32(self.labels.count + 1)
        self.labels.append(labels)
        metrics.append(metric)
    }

    /// The same without the series with these labels.
    func removing(_ gone: Set<Labels>) -> Self {
        var rest = Self()
        for (labels, metric) in zip(labels, metrics) where !gone.contains(labels) {
            rest.append(metric, labels: labels)
        }
        return rest
    }

    /// Where the label set is, or where it would be put.
    @inlinable
    func place(of labels: Labels) -> Int {
        let mask = places.count - 1
        var place = labels.hash(by: hash) & mask
        while places[place] != 0, self.labels[Int(places[place]) - 1] != labels { place = (place + 1) & mask }
        return place
    }
}
