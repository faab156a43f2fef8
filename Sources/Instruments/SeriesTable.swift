/// The series of a family as a scrape reads them, and a hash table of their rows, which finds one by its labels.
///
/// Labels are kept once, as the text that a page shows, and whoever looks for some has them compared with it: label
/// sets beside it would take as much memory as all the rest of a series.
@usableFromInline
struct SeriesTable<Metric: AnyObject & Sendable>: Sendable {
    /// One for each row; those created since the table was last sorted come last.
    @usableFromInline private(set) var metrics: [Metric] = []
    /// One for each row.
    @usableFromInline private(set) var labels: LabelTexts
    /// As many as a power of two, a fifth of them free.
    @usableFromInline private(set) var places = [Place](repeating: .free, count: 4)
    /// Of this table alone.
    @usableFromInline let hash = ByteHash()
    /// One for each row, as ``SeriesList`` has them.
    private var createdSeconds: [UInt32] = []
    /// Whether the rows are in the order of their labels.
    private(set) var isSorted = true
    /// How often series were removed: what was sorted before is of no use after.
    private var removals = 0

    /// A place of the hash table.
    @usableFromInline
    struct Place: Sendable {
        /// The row and 1, or 0 for none.
        @usableFromInline let number: UInt32
        /// What is left of the hash of the row's labels, which is enough not to compare with others.
        @usableFromInline let hash: UInt32

        static var free: Self { Self(number: 0, hash: 0) }
    }

    /// A table of no series yet, which will have these labels each.
    init(labelNames: [String]) {
        labels = LabelTexts(names: labelNames)
    }

    /// The series as a scrape reads them.
    var list: SeriesList<Metric> { SeriesList(labels: labels, values: metrics, createdSeconds: createdSeconds) }

    /// The series with these labels; nil where there is none.
    @inlinable
    subscript(labels: some LabelSet) -> Metric? {
        row(of: labels).map { metrics[$0] }
    }

    /// The row of the series with these labels; nil where there is none.
    @inlinable
    func row(of labels: some LabelSet) -> Int? {
        let hash = UInt32(truncatingIfNeeded: labels.hash(by: hash))
        let mask = places.count - 1
        var index = Int(hash) & mask
        while places[index].number != 0 {
            let row = Int(places[index].number) - 1
            if places[index].hash == hash, self.labels.hasValues(of: labels, at: row) { return row }
            index = (index + 1) & mask
        }
        return nil
    }

    /// Adds a series with labels that have none.
    mutating func append(_ metric: Metric, labels: some LabelSet, createdSeconds: Double) {
        metrics.append(metric)
        self.labels.append(labels.values)
        self.createdSeconds.append(SeriesList<Metric>.wholeSeconds(createdSeconds))
        isSorted = false
        if metrics.count * 5 > places.count * 4 {
            let taken = places
            places = Array(repeating: .free, count: taken.count * 2)
            for place in taken where place.number != 0 { put(place) }
        }
        put(Place(number: UInt32(metrics.count), hash: UInt32(truncatingIfNeeded: labels.hash(by: hash))))
    }

    /// Removes the series that have one of these sets of labels.
    mutating func remove<Labels: LabelSet>(_ labels: some Sequence<Labels>) {
        let gone = Set(labels.compactMap { row(of: $0) })
        take(metrics.indices.filter { !gone.contains($0) })
        removals += 1
    }

    /// The same series in the order of their labels.
    func sorted() -> Self {
        var sorted = self
        sorted.take(labels.order())
        sorted.isSorted = true
        return sorted
    }

    /// Whether this has the same series as the other, which was made of it some time ago.
    func hasSeries(of other: Self) -> Bool {
        metrics.count == other.metrics.count && removals == other.removals
    }

    private mutating func take(_ rows: [Int]) {
        var hashes = [UInt32](repeating: 0, count: metrics.count)
        for place in places where place.number != 0 { hashes[Int(place.number) - 1] = place.hash }
        let list = list.taking(rows)
        (labels, metrics, createdSeconds) = (list.labels, list.values, list.createdSeconds)
        places = Array(repeating: .free, count: places.count)
        for (row, before) in rows.enumerated() { put(Place(number: UInt32(row + 1), hash: hashes[before])) }
    }

    private mutating func put(_ place: Place) {
        let mask = places.count - 1
        var index = Int(place.hash) & mask
        while places[index].number != 0 { index = (index + 1) & mask }
        places[index] = place
    }
}
