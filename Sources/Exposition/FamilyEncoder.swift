import Instruments

/// What writes one family in one format, series by series.
protocol FamilyEncoder: Sendable {
    /// What stands before the series.
    var header: [UInt8] { get }
    /// How many series there are.
    var count: Int { get }

    /// How many bytes a series takes at most.
    func bound(of row: Int) -> Int

    /// Writes a series; there must be room for ``bound(of:)``.
    func write(_ row: Int, to chunk: inout OutputSpan<UInt8>)

    /// Writes as many series as there is room for, and returns the next.
    func write(from row: Int, to chunk: inout OutputSpan<UInt8>) -> Int
}

extension FamilyEncoder {
    // For each encoder compiled anew, so that a page asks once for a piece and not twice for a series what to call.
    func write(from row: Int, to chunk: inout OutputSpan<UInt8>) -> Int {
        var row = row
        while row < count, bound(of: row) <= chunk.freeCapacity {
            write(row, to: &chunk)
            row += 1
        }
        return row
    }
}

extension ExpositionFormat {
    /// What writes a family in this format.
    func encoder(of family: FamilySnapshot, showsCreated: Bool) -> any FamilyEncoder {
        let syntax = self == .openMetrics ? TextSyntax.openMetrics(showsCreated: showsCreated) : .prometheus
        return switch (self, family.points) {
        case (.protobuf, _): ProtobufFamily(family)
        case (_, .counters(let series)), (_, .gauges(let series)): ScalarLines(family.description, series, syntax)
        case (_, .histograms(let series)): HistogramLines(family.description, series, syntax)
        }
    }

    /// What stands behind the last family.
    var end: [UInt8] {
        switch self {
        case .text, .protobuf: []
        case .openMetrics: Array("# EOF\n".utf8)
        }
    }
}
