import Instruments
import Testing

@Suite struct RegistryTests {
    @Test func `families come in the order of their names`() throws {
        let registry = Registry()
        _ = try registry.gauge("b", help: "B.")
        _ = try registry.counter("a_total", help: "A.")
        _ = try registry.histogram("c", help: "C.", buckets: [1])
        #expect(registry.snapshot().map(\.description.name) == ["a_total", "b", "c"])
        #expect(registry.snapshot().map(\.points.type) == [.counter, .gauge, .histogram])
    }

    @Test func `a family without series gives nothing`() throws {
        let registry = Registry()
        let family = try registry.counters("events_total", help: "Events.", by: ByQueue.self)
        #expect(registry.snapshot().isEmpty)
        _ = family[ByQueue(queue: "orders")]
        #expect(registry.snapshot().count == 1)
    }

    @Test func `a metric without labels is there from the start`() throws {
        let registry = Registry()
        _ = try registry.counter("events_total", help: "Events.")
        guard case .counters(let series)? = registry.snapshot().first?.points else {
            Issue.record("no counters")
            return
        }
        #expect(series.map(\.value) == [0])
    }

    @Test func `a collector is asked at every snapshot`() throws {
        let registry = Registry()
        let gauge = Gauge()
        let described = FamilyDescription(.gauge, "depth", help: "Depth.", labelNames: ["queue"])
        try registry.register(
            Computed(descriptions: [described]) { [FamilySnapshot(described, .gauges(one(gauge.value)))] }
        )
        gauge.set(3)
        #expect(registry.snapshot() == [FamilySnapshot(described, .gauges(one(3)))])
        gauge.set(4)
        #expect(registry.snapshot() == [FamilySnapshot(described, .gauges(one(4)))])
    }

    @Test func `what a collector did not describe is left out`() throws {
        let registry = Registry()
        let described = FamilyDescription(.gauge, "depth", help: "Depth.", labelNames: ["queue"])
        let otherwise = FamilyDescription(.gauge, "depth", help: "Depth.", labelNames: ["name"])
        let unknown = FamilyDescription(.gauge, "bad\nname", help: "Depth.", labelNames: ["queue"])
        try registry.register(
            Computed(descriptions: [described]) {
                [
                    FamilySnapshot(unknown, .gauges(one(1))),
                    FamilySnapshot(otherwise, .gauges(one(1))),
                    FamilySnapshot(described, .counters(one(1))),
                    FamilySnapshot(described, .gauges(one(1, labelled: []))),
                ]
            }
        )
        #expect(registry.snapshot().isEmpty)
    }
}

private struct Computed: Collector {
    let descriptions: [FamilyDescription]
    let compute: @Sendable () -> [FamilySnapshot]

    func collect() -> [FamilySnapshot] { compute() }
}

private func one(_ value: Double, labelled labelValues: [String] = ["orders"]) -> SeriesList<Double> {
    var series = SeriesList<Double>(labelNames: Array(["queue"].prefix(labelValues.count)))
    series.append(value, labelValues: labelValues)
    return series
}
