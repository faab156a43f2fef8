import Instruments

/// The lines of one sample of a family; what all its series have in common is kept as bytes.
///
///     events_total{queue="orders",event_type="purchase"} 75
///     ^^^^^^^^^^^^^                                     ^^
struct SampleLine {
    private let start: [UInt8]
    private let end: [UInt8]

    /// A sample by its full name; `bound` is the value of the label `le`, which comes last.
    init(_ name: String, labels: LabelTexts, bound: String? = nil) {
        let hasLabels = !labels.names.isEmpty
        start = Array((hasLabels || bound != nil ? name + "{" : name).utf8)
        if let bound {
            end = Array("\(hasLabels ? "," : "")le=\"\(bound)\"} ".utf8)
        } else {
            end = Array((hasLabels ? "} " : " ").utf8)
        }
    }

    /// The most bytes that a line takes beside its labels.
    var bound: Int { start.count + end.count + OutputSpan<UInt8>.numberBound + 1 }

    /// Writes the line with a number, up to where an exemplar may follow.
    func write(_ number: Double, labels: Span<UInt8>, to chunk: inout OutputSpan<UInt8>) {
        writeLabels(labels, to: &chunk)
        chunk.append(number: number)
    }

    /// Writes the line with a count, up to where an exemplar may follow.
    func write(_ count: UInt64, labels: Span<UInt8>, to chunk: inout OutputSpan<UInt8>) {
        writeLabels(labels, to: &chunk)
        chunk.append(digitsOf: count)
    }

    private func writeLabels(_ labels: Span<UInt8>, to chunk: inout OutputSpan<UInt8>) {
        chunk.append(copying: start.span)
        chunk.append(copying: labels)
        chunk.append(copying: end.span)
    }
}
