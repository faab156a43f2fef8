import ArgumentParser

/// What to produce.
struct ProducerOptions: ParsableArguments {
    @Option(help: "Messages a second; 0 is as fast as the queue takes them.")
    var rate: Double = 10

    @Option(help: "Messages in all. (default: until Ctrl-C)")
    var count: Int?

    @Option(
        name: .customLong("type"),
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Event types with their weights. (default: the events of a shop)",
            valueName: "name:weight"
        )
    )
    var types: [String] = []

    @Option(help: "The share of broken messages, 0 to 1.")
    var invalidRatio: Double = 0

    func validate() throws {
        guard (0...1_000_000).contains(rate) else {
            throw ValidationError("--rate is \(rate); write a number from 0 to 1000000")
        }
        if let count, count < 0 { throw ValidationError("--count is \(count); write 0 or more") }
        guard (0...1).contains(invalidRatio) else {
            throw ValidationError("--invalid-ratio is \(invalidRatio); write a number from 0 to 1")
        }
        if let wrong = types.first(where: { EventType.named($0) == nil }) {
            throw ValidationError(
                "--type is \"\(wrong)\"; write a name and a weight from 1 to \(EventType.heaviest), page_view:3"
            )
        }
    }

    var pace: Producer.Pace { Producer.Pace(rate: rate == 0 ? nil : rate, count: count) }

    var eventTypes: [EventType] { types.isEmpty ? EventType.shop : types.compactMap(EventType.named) }
}
