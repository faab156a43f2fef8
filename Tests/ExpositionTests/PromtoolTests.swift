import Instruments
import Support
import Testing

@Suite struct PromtoolTests {
    @Test func `promtool finds nothing to say`() async throws {
        let registry = Registry()
        let events = try registry.counters("events_total", help: "Events counted.", by: ByQueueAndType.self)
        events[ByQueueAndType(queue: "orders", type: "a \"b\"\\\n💶")].increment(by: 0.5)
        let seconds = try registry.gauge("last_success_timestamp_seconds", help: "Last \\ success\nsince 1970.")
        seconds.set(1_600_000_000.25)
        let lag = try registry.histograms("lag_seconds", help: "Lag.", buckets: [1e-5, 1, 1e6], by: ByQueue.self)
        lag[ByQueue(queue: "orders")].observe(2)
        let receives = try registry.histogram("message_receive_count", help: "Receives a message.", buckets: [1, 2])
        receives.observe(1)
        try registry.register(ProcessCollector())
        let outcome = try await Promtool.checkMetrics(page(of: registry))
        #expect(outcome.hasNothingToSay, "\(outcome.text)")
    }

    @Test func `promtool refuses the same page without its last line feed`() async throws {
        let registry = Registry()
        _ = try registry.gauge("depth", help: "Depth.")
        let outcome = try await Promtool.checkMetrics(String(page(of: registry).dropLast()))
        #expect(!outcome.succeeded)
    }
}
