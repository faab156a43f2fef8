public import Synchronization

/// The series of one metric, found by their labels.
///
/// Finding a series, and creating it at first use, takes constant time. A handle stays valid as long as it is kept, so
/// whoever counts often looks it up once.
///
/// Finding is inlined where it is asked for, which is what `@usableFromInline` stands for: generic code of another module
/// asks the runtime at every step what its types are, and takes three times as long.
@usableFromInline
package final class Family<Labels: LabelSet, Metric: AnyObject & Sendable>: Sendable {
    private let description: FamilyDescription
    private let now: @Sendable () -> Double
    private let makeMetric: @Sendable () -> Metric
    @usableFromInline let series = Mutex(AllSeries())

    @usableFromInline
    struct AllSeries {
        @usableFromInline var index = SeriesIndex<Labels, Metric>()
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
    @inlinable
    package subscript(labels: Labels) -> Metric {
        series.withLock { $0.index[labels] } ?? series(labels) { _ in }
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
            if let metric = series.index[labels] { return metric }
            let metric = makeMetric()
            try prepare(metric)
            series.index.append(metric, labels: labels)
            series.listed.append(metric, labelValues: labels.values, createdSeconds: createdSeconds ?? now())
            series.isSorted = false
            return metric
        }
    }

    /// Takes series off the pages; whoever holds one counts unseen, and the same labels begin a new one.
    package func remove(_ labels: some Sequence<Labels>) {
        let gone = Set(labels)
        series.withLock { series in
            series.index = series.index.removing(gone)
            series.listed.remove(gone.map(\.values))
            series.removals += 1
        }
    }
}

extension Family: Collector where Metric: Instrument {
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
        // Else the list before is let go under the lock.
        withExtendedLifetime(listed) {}
        return sorted
    }
}
