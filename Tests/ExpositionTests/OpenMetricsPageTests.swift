import Exposition
import Instruments
import Testing

@Suite struct OpenMetricsPageTests {
    @Test func `a whole page`() throws {
        let registry = Registry(now: { 1_795_212_000.25 })
        let events = try registry.counters("events_total", help: "Events \"counted\".", by: ByQueueAndType.self)
        events[ByQueueAndType(queue: "orders", type: "a \"b\"\\\nc")].increment(by: 0.5)
        let busy = try registry.counters("busy_seconds_total", help: "Time.", by: NoLabels.self)
        _ = busy.series(NoLabels(), createdSeconds: 5) { $0.increment(by: 2) }
        try registry.gauge("depth", help: "A \\ and a\nbreak.").set(-1)
        let lag = try registry.histograms("lag_seconds", help: "Lag.", buckets: [1, 10], by: ByQueue.self)
        let orders = lag[ByQueue(queue: "orders")]
        orders.observe(0.5, atSeconds: 7.5, from: .message(id: "m-1"))
        orders.observe(11, atSeconds: 8, from: .trace(id: "t"))
        #expect(
            page(of: registry, as: .openMetrics) == #"""
                # TYPE busy_seconds counter
                # UNIT busy_seconds seconds
                # HELP busy_seconds Time.
                busy_seconds_total 2
                # TYPE depth gauge
                # HELP depth A \\ and a\nbreak.
                depth -1
                # TYPE events counter
                # HELP events Events \"counted\".
                events_total{queue="orders",event_type="a \"b\"\\\nc"} 0.5
                # TYPE lag_seconds histogram
                # UNIT lag_seconds seconds
                # HELP lag_seconds Lag.
                lag_seconds_bucket{queue="orders",le="1.0"} 1 # {message_id="m-1"} 0.5 7.5
                lag_seconds_bucket{queue="orders",le="10.0"} 1
                lag_seconds_bucket{queue="orders",le="+Inf"} 2 # {trace_id="t"} 11 8
                lag_seconds_sum{queue="orders"} 11.5
                lag_seconds_count{queue="orders"} 2
                # EOF

                """#
        )
    }

    @Test func `it says when counting began where that is asked for and known`() throws {
        let registry = Registry(now: { 1_795_212_000.25 })
        let events = try registry.counters("events_total", help: "Events.", by: ByQueue.self)
        // In another order than that of the page, which takes the times along.
        _ = events.series(ByQueue(queue: "unknown"), createdSeconds: 0) { $0.increment() }
        _ = events.series(ByQueue(queue: "restored"), createdSeconds: 5) { $0.increment() }
        _ = events[ByQueue(queue: "orders")]
        _ = try registry.histogram("lag", help: "Lag.", buckets: [1])
        _ = try registry.gauge("depth", help: "Depth.")
        let lines = page(of: registry, as: .openMetrics, showsCreated: true).split(separator: "\n")
        #expect(
            lines.filter { $0.contains("_created") } == [
                #"events_created{queue="orders"} 1795212000"#, #"events_created{queue="restored"} 5"#,
                "lag_created 1795212000",
            ]
        )
        #expect(!page(of: registry, as: .text, showsCreated: true).contains("_created"))
    }

    @Test(arguments: [
        ([1.0], [-0.5], false), ([1.0], [0.5], true), ([-1.0], [0.5], false), ([0.0], [0.0], true),
        ([1.0], [.nan], false), ([0.0], [5, -1], false), ([1.0], [.infinity], true),
    ])
    func `a sum that may fall is left out, and the count with it`(
        bounds: [Double],
        values: [Double],
        isShown: Bool
    ) throws {
        let registry = Registry()
        let histogram = try registry.histogram("value", help: "Values.", buckets: bounds)
        values.forEach(histogram.observe)
        let openMetrics = page(of: registry, as: .openMetrics)
        #expect(openMetrics.contains("value_sum") == isShown)
        #expect(openMetrics.contains("value_count") == isShown)
        #expect(page(of: registry).contains("value_sum"))
    }

    @Test(arguments: [
        (String(repeating: "x", count: 118), true), (String(repeating: "x", count: 119), false), ("~!#:;=-_.", true),
        ("", false), ("a\"b", false), ("a\\b", false), ("{a", false), ("a}", false), ("a\nb", false), ("a b", false),
        ("é", false), ("\u{7f}", false),
    ])
    func `an exemplar is left out where a parser might not take it`(id: String, isShown: Bool) throws {
        let registry = Registry()
        let histogram = try registry.histogram("value", help: "Values.", buckets: [1])
        histogram.observe(0, atSeconds: 1, from: .message(id: id))
        #expect(page(of: registry, as: .openMetrics).contains("message_id") == isShown)
    }

    @Test func `no exemplar is of NaN, which lies in no bucket`() throws {
        let registry = Registry()
        let histogram = try registry.histogram("value", help: "Values.", buckets: [1])
        histogram.observe(.nan, atSeconds: 1, from: .message(id: "m"))
        #expect(!page(of: registry, as: .openMetrics).contains("message_id"))
    }

    @Test func `an empty registry is a page that ends`() {
        #expect(page(of: Registry(), as: .openMetrics) == "# EOF\n")
    }
}
