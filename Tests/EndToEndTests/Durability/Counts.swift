import Support

/// What exporters say they have counted.
struct Counts {
    /// `/stats` of one exporter.
    private let stats: [ExporterUnderTest.Summary]
    /// `/metrics` of all of them.
    private let pages: [MetricsPage]

    /// Asks every exporter for its metrics, and the first for the statistics of all.
    init(of exporters: [ExporterUnderTest]) async throws {
        stats = try await exporters.first?.stats() ?? []
        var pages: [MetricsPage] = []
        for exporter in exporters { pages.append(try await exporter.metrics()) }
        self.pages = pages
    }

    /// How many events in all, by `/stats`.
    var events: Int { stats.reduce(0) { $0 + $1.count } }

    /// Where count or sum of a type is not that of the workload to the last digit, a line each; empty if all are right.
    func differences(from workload: Workload) -> [String] {
        let types = Set(workload.totals.keys).union(stats.map(\.type)).union(values("events_total").keys).sorted()
        return types.flatMap { type in
            let truth = workload.totals[type] ?? Workload.Totals()
            let summary = stats.first { $0.type == type }
            return [
                ("/stats count", summary.map { Double($0.count) }, Double(truth.count)),
                ("/stats sum", summary?.sum, truth.sum),
                ("events_total", values("events_total")[type], Double(truth.count)),
                ("events_value_total", values("events_value_total")[type], truth.value),
                ("events_negative_value_total", values("events_negative_value_total")[type], truth.negativeValue),
                ("event_value_count", values("event_value_count")[type], Double(truth.count)),
                ("event_value_sum", values("event_value_sum")[type], truth.sum),
            ].filter { $0.1 != $0.2 }.map { name, counted, truth in
                "\(type): \(name) is \(counted.map { "\($0)" } ?? "missing"), not \(truth)"
            }
        }
    }

    /// A metric by type, added up over all exporters.
    private func values(_ name: String) -> [String: Double] {
        pages.reduce(into: [:]) { sums, page in
            sums.merge(page.values(name, by: "event_type")) { $0 + $1 }
        }
    }
}
