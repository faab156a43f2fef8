public import Synchronization

/// The series of one metric, found by their labels.
///
/// Finding a series takes constant time, and so does creating it at first use, but for the first one while a scrape holds
/// the others: it copies their labels. A handle stays valid as long as it is kept, so
/// whoever counts often looks it up once.
///
/// Finding is inlined where it is asked for, which is what `@usableFromInline` stands for: generic code of another
/// module asks the runtime at every step what its types are, and takes three times as long.
@usableFromInline
package final class Family<Labels: LabelSet, Metric: AnyObject & Sendable>: Sendable {
    private let description: FamilyDescription
    private let now: @Sendable () -> Double
    private let makeMetric: @Sendable () -> Metric
    @usableFromInline let series: Mutex<SeriesTable<Metric>>

    init(
        _ description: FamilyDescription,
        now: @escaping @Sendable () -> Double,
        makeMetric: @escaping @Sendable () -> Metric
    ) {
        self.description = description
        self.now = now
        self.makeMetric = makeMetric
        series = Mutex(SeriesTable(labelNames: Labels.names))
    }

    /// The series with these labels, created if there is none.
    @inlinable
    package subscript(labels: Labels) -> Metric {
        series.withLock { $0[labels] } ?? series(labels) { _ in }
    }

    /// The series with these labels; one that is created is prepared before a page can show it.
    ///
    /// Its counts start from 0 now, or at the moment that is given, in seconds since 1970.
    @usableFromInline
    package func series<Failure: Error>(
        _ labels: Labels,
        createdSeconds: Double? = nil,
        preparing prepare: (Metric) throws(Failure) -> Void
    ) throws(Failure) -> Metric {
        try series.withLock { series throws(Failure) in
            if let metric = series[labels] { return metric }
            let metric = makeMetric()
            try prepare(metric)
            series.append(metric, labels: labels, createdSeconds: createdSeconds ?? now())
            return metric
        }
    }

    /// Takes series off the pages; whoever holds one counts unseen, and the same labels begin a new one.
    package func remove(_ labels: some Sequence<Labels>) {
        series.withLock { $0.remove(labels) }
    }
}

extension Family: Collector where Metric: Instrument {
    /// The family's own and no other.
    package var descriptions: [FamilyDescription] { [description] }

    /// The series in the order of their labels; a family that has none yet is left out of a page by the registry.
    package func collect() -> [FamilySnapshot] {
        [FamilySnapshot(description, Metric.points(sorted()))]
    }

    // Sorts only when there are new series, and outside the lock, so that no event waits for the sorting.
    private func sorted() -> SeriesList<Metric> {
        let table = series.withLock { $0 }
        guard !table.isSorted else { return table.list }
        let sorted = table.sorted()
        series.withLock { series in
            if series.hasSeries(of: sorted) { series = sorted }
        }
        // Else the table before is let go under the lock.
        withExtendedLifetime(table) {}
        return sorted.list
    }
}
