import Synchronization

/// The series of one metric, found by their labels.
///
/// Finding a series, and creating it at first use, takes constant time. A handle stays valid as long as it is kept, so
/// whoever counts often looks it up once.
package final class Family<Labels: LabelSet, Metric: Instrument>: Sendable {
    private let description: FamilyDescription
    private let now: @Sendable () -> Double
    private let makeMetric: @Sendable () -> Metric
    private let series = Mutex(AllSeries())

    private struct AllSeries {
        var index = LabelIndex<Labels>()
        /// One for each row of the index.
        var metrics: [Metric] = []
        /// Those created since the last scrape come last.
        var listed = SeriesList<Metric>(labelNames: Labels.names)
        var isSorted = true
        /// How often series were removed: what was sorted before is of no use after.
        var removals = 0
    }

    init(
        _ description: FamilyDescription,
        now: @escaping @Sendable () -> Double,
        makeMetric: @escaping @Sendable () -> Metric
    ) {
        self.description = description
        self.now = now
        self.makeMetric = makeMetric
    }

    /// The series with these labels, created if there is none.
    package subscript(labels: Labels) -> Metric {
        series(labels) { _ in }
    }

    /// The series with these labels; one that is created is prepared before a page can show it.
    ///
    /// Its counts start from 0 now, or at the moment that is given, in seconds since 1970.
    package func series<Failure: Error>(
        _ labels: Labels,
        createdSeconds: Double? = nil,
        preparing prepare: (Metric) throws(Failure) -> Void
    ) throws(Failure) -> Metric {
        try series.withLock { series throws(Failure) in
            if let row = series.index.row(of: labels) {
                return series.metrics[row]
            }
            let metric = makeMetric()
            try prepare(metric)
            series.index.append(labels)
            series.metrics.append(metric)
            series.listed.append(metric, labelValues: labels.values, createdSeconds: createdSeconds ?? now())
            series.isSorted = false
            return metric
        }
    }

    /// Takes series off the pages; whoever holds one counts unseen, and the same labels begin a new one.
    package func remove(_ labels: some Sequence<Labels>) {
        let gone = Set(labels)
        series.withLock { series in
            let rest = series.index.labels.indices.filter { !gone.contains(series.index.labels[$0]) }
            var index = LabelIndex<Labels>()
            for row in rest { index.append(series.index.labels[row]) }
            series.metrics = rest.map { series.metrics[$0] }
            series.index = index
            series.listed.remove(gone.map(\.values))
            series.removals += 1
        }
    }
}

extension Family: Collector {
    /// The family's own and no other.
    package var descriptions: [FamilyDescription] { [description] }

    /// The series in the order of their labels; a family that has none yet is left out of a page by the registry.
    package func collect() -> [FamilySnapshot] {
        [FamilySnapshot(description, Metric.points(sorted()))]
    }

    // Sorts only when there are new series, and outside the lock, so that no event waits for it.
    private func sorted() -> SeriesList<Metric> {
        let (listed, isSorted, removals) = series.withLock { ($0.listed, $0.isSorted, $0.removals) }
        guard !isSorted else { return listed }
        let sorted = listed.sorted()
        series.withLock { series in
            guard series.listed.count == sorted.count, series.removals == removals else { return }
            series.listed = sorted
            series.isSorted = true
        }
        return sorted
    }
}
