import Instruments

/// Shows how much the ledger remembers, asked at every scrape.
struct LedgerCollector: Collector {
    /// How many messages it remembers now.
    let rememberedMessages: @Sendable () -> Int

    private static let description = FamilyDescription(
        .gauge,
        "sqs_ledger_remembered_messages",
        help: "Messages whose ids are remembered so that none is counted twice."
    )

    var descriptions: [FamilyDescription] { [Self.description] }

    func collect() -> [FamilySnapshot] {
        var series = SeriesList<Double>(width: 0)
        series.append(Double(rememberedMessages()))
        return [FamilySnapshot(Self.description, .gauges(series))]
    }
}
