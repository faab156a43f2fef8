import Instruments

/// The lines of a family of counters or gauges: one for each series, and one for when it was created.
struct ScalarLines: FamilyEncoder {
    let header: [UInt8]
    private let series: SeriesList<Double>
    private let value: SampleLine
    private let created: SampleLine?
    /// What a series takes at most beside its labels, and how often those stand.
    private let fixedBound: Int

    init(_ family: FamilyDescription, _ series: SeriesList<Double>, _ syntax: TextSyntax) {
        header = syntax.header(of: family)
        self.series = series
        value = SampleLine(family.name, labels: series.labels)
        let showsCreated = family.type == .counter && syntax.showsCreated
        created = showsCreated ? SampleLine(family.stem + "_created", labels: series.labels) : nil
        fixedBound = value.bound + (created?.bound ?? 0)
    }

    var count: Int { series.values.count }

    func bound(of row: Int) -> Int {
        fixedBound + (created == nil ? 1 : 2) * series.labels.range(of: row).count
    }

    func write(_ row: Int, to chunk: inout OutputSpan<UInt8>) {
        let labels = series.labels.bytes.span.extracting(series.labels.range(of: row))
        value.write(series.values[row], labels: labels, to: &chunk)
        chunk.append(UInt8(ascii: "\n"))
        guard let created, series.createdSeconds[row] > 0 else { return }
        created.write(UInt64(series.createdSeconds[row]), labels: labels, to: &chunk)
        chunk.append(UInt8(ascii: "\n"))
    }
}
