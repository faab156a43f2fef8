import Instruments

/// The lines of a family of histograms: for each series a bucket for each bound and one for everything, and the sum
/// with the count.
struct HistogramLines: FamilyEncoder {
    let header: [UInt8]
    private let series: SeriesList<HistogramReading>
    private let syntax: TextSyntax
    private let lines: Lines
    private let created: SampleLine?

    init(_ family: FamilyDescription, _ series: SeriesList<HistogramReading>, _ syntax: TextSyntax) {
        header = syntax.header(of: family)
        self.series = series
        self.syntax = syntax
        lines = Lines(name: family.name, labels: series.labels, upperBounds: series.values.first?.upperBounds ?? [])
        created = syntax.showsCreated ? SampleLine(family.name + "_created", labels: series.labels) : nil
    }

    var count: Int { series.values.count }

    func bound(of row: Int) -> Int {
        let reading = series.values[row]
        let lines = lines(of: reading)
        let labels = series.labels.range(of: row).count
        return lines.bound + (created?.bound ?? 0) + (lines.buckets.count + 3) * labels
            + reading.exemplars.reduce(0) { $0 + ($1.map(ExemplarText.bound) ?? 0) }
    }

    func write(_ row: Int, to chunk: inout OutputSpan<UInt8>) {
        let reading = series.values[row]
        let lines = lines(of: reading)
        let labels = series.labels.bytes.span.extracting(series.labels.range(of: row))
        for index in lines.buckets.indices {
            let isLast = index == reading.cumulativeCounts.count
            let count = isLast ? reading.count : reading.cumulativeCounts[index]
            lines.buckets[index].write(count, labels: labels, to: &chunk)
            if syntax.showsExemplars, !reading.exemplars.isEmpty, let exemplar = reading.exemplars[index] {
                ExemplarText.write(exemplar, to: &chunk)
            }
            chunk.append(UInt8(ascii: "\n"))
        }
        if syntax.showsSum(of: reading) {
            lines.sum.write(reading.sum, labels: labels, to: &chunk)
            chunk.append(UInt8(ascii: "\n"))
            lines.count.write(reading.count, labels: labels, to: &chunk)
            chunk.append(UInt8(ascii: "\n"))
        }
        guard let created, series.createdSeconds[row] > 0 else { return }
        created.write(UInt64(series.createdSeconds[row]), labels: labels, to: &chunk)
        chunk.append(UInt8(ascii: "\n"))
    }

    /// Those of one family have the same bounds, as a rule.
    private func lines(of reading: HistogramReading) -> Lines {
        if reading.upperBounds == lines.upperBounds { return lines }
        return Lines(name: lines.name, labels: series.labels, upperBounds: reading.upperBounds)
    }
}

extension HistogramLines {
    /// What all histograms of the same bounds have in common.
    private struct Lines {
        let name: String
        let upperBounds: [Double]
        /// One for each bound, and the one for everything.
        let buckets: [SampleLine]
        let sum: SampleLine
        let count: SampleLine
        /// The most bytes that they take beside the labels.
        let bound: Int

        init(name: String, labels: LabelTexts, upperBounds: [Double]) {
            self.name = name
            self.upperBounds = upperBounds
            buckets = (upperBounds + [.infinity]).map { bound in
                SampleLine(name + "_bucket", labels: labels, bound: BucketBound.text(of: bound))
            }
            sum = SampleLine(name + "_sum", labels: labels)
            count = SampleLine(name + "_count", labels: labels)
            bound = buckets.reduce(sum.bound + count.bound) { $0 + $1.bound }
        }
    }
}
