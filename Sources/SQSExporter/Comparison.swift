import Events

/// What a producer sent beside what the exporter counted, as the demo prints it at its end.
struct Comparison {
    let rows: [(type: String, sent: EventSummary?, counted: EventSummary?)]

    init(sent: ProducerTally, counted: [EventSummary]) {
        let sent = Self.byType(sent.summaries)
        let counted = Self.byType(counted)
        rows = Set(sent.keys).union(counted.keys)
            .sorted { $0.lexicographicallyPrecedes($1) }
            .map { (String(decoding: $0, as: UTF8.self), sent[$0], counted[$0]) }
    }

    /// By the type's bytes, for two types that differ in bytes alone may be equal as strings.
    private static func byType(_ summaries: [EventSummary]) -> [[UInt8]: EventSummary] {
        Dictionary(uniqueKeysWithValues: summaries.map { (Array($0.type.utf8), $0) })
    }

    /// Whether each type was counted as often as it was sent.
    var agrees: Bool { rows.allSatisfy { $0.sent?.count == $0.counted?.count } }

    var text: String {
        var lines = ["", row("type", "sent", "counted")]
        lines += rows.map { row($0.type, "\($0.sent?.count ?? 0)", "\($0.counted?.count ?? 0)") }
        lines.append(
            agrees ? "Every event sent was counted once." : "The counts differ: were messages left on the queue?"
        )
        return lines.joined(separator: "\n") + "\n"
    }

    private func row(_ cells: String...) -> String {
        cells.enumerated().map { index, cell in
            let padding = String(repeating: " ", count: max(0, 12 - cell.count))
            return index == 0 ? cell + padding : padding + cell
        }.joined(separator: "  ")
    }
}
