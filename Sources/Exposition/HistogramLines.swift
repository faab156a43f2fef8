import Instruments

/// The lines of a histogram's series: a bucket for each bound and one for everything, the sum, the count.
struct HistogramLines {
    let upperBounds: [Double]
    private let buckets: [SampleLine]
    private let everything: SampleLine
    private let sum: SampleLine
    private let count: SampleLine

    init(_ family: FamilyDescription, upperBounds: [Double]) {
        self.upperBounds = upperBounds
        func bucket(_ bound: Double) -> SampleLine {
            SampleLine(family.name + "_bucket", labels: family.labelNames, bound: BucketBound.text(of: bound))
        }
        buckets = upperBounds.map(bucket)
        everything = bucket(.infinity)
        sum = SampleLine(family.name + "_sum", labels: family.labelNames)
        count = SampleLine(family.name + "_count", labels: family.labelNames)
    }

    func append(to page: inout [UInt8], labelValues: Span<String>, reading: HistogramReading) {
        for index in upperBounds.indices {
            buckets[index].append(to: &page, labelValues: labelValues, count: reading.cumulativeCounts[index])
        }
        everything.append(to: &page, labelValues: labelValues, count: reading.count)
        sum.append(to: &page, labelValues: labelValues, value: reading.sum)
        count.append(to: &page, labelValues: labelValues, count: reading.count)
    }
}
