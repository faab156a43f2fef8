package import Instruments

/// Prometheus's text format, version 0.0.4.
///
///     # HELP events_total Events counted.
///     # TYPE events_total counter
///     events_total{queue="orders",event_type="purchase"} 75
package enum TextFormat {
    /// What the `Content-Type` field of an answer in this format says.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// Appends the families in their order; each line ends in LF, and a family without series gives none.
    package static func render(_ families: [FamilySnapshot], into page: inout [UInt8]) {
        for family in families where !family.points.isEmpty {
            appendHeader(of: family.description, to: &page)
            switch family.points {
            case .counters(let series), .gauges(let series):
                append(series, of: family.description, to: &page)
            case .histograms(let series):
                append(series, of: family.description, to: &page)
            }
        }
    }

    private static func appendHeader(of family: FamilyDescription, to page: inout [UInt8]) {
        page.append(contentsOf: "# HELP \(family.name) ".utf8)
        page.append(help: family.help)
        page.append(contentsOf: "\n# TYPE \(family.name) \(family.type.rawValue)\n".utf8)
    }

    private static func append(_ series: SeriesList<Double>, of family: FamilyDescription, to page: inout [UInt8]) {
        let line = SampleLine(family.name, labels: family.labelNames)
        forEach(in: series) { labelValues, value in
            line.append(to: &page, labelValues: labelValues, value: value)
        }
    }

    private static func append(
        _ series: SeriesList<HistogramReading>,
        of family: FamilyDescription,
        to page: inout [UInt8]
    ) {
        // Those of one family have the same bounds, as a rule.
        var lines = HistogramLines(family, upperBounds: [])
        forEach(in: series) { labelValues, reading in
            if reading.upperBounds != lines.upperBounds {
                lines = HistogramLines(family, upperBounds: reading.upperBounds)
            }
            lines.append(to: &page, labelValues: labelValues, reading: reading)
        }
    }

    // Borrows the label values where they lie; as elements of a collection each would be counted in and out.
    private static func forEach<Value>(in series: SeriesList<Value>, _ body: (Span<String>, Value) -> Void) {
        let labelValues = series.labelValues.span
        for (row, value) in series.values.enumerated() {
            body(labelValues.extracting(row * series.width..<(row + 1) * series.width), value)
        }
    }
}
