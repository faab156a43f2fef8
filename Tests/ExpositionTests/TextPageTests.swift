import Exposition
import Instruments
import Testing

@Suite struct TextPageTests {
    @Test func `a whole page`() throws {
        let registry = Registry()
        let events = try registry.counters("events_total", help: "Events counted.", by: ByQueueAndType.self)
        events[ByQueueAndType(queue: "orders", type: "refund")].increment(by: 2)
        events[ByQueueAndType(queue: "orders", type: "purchase")].increment(by: 75)
        events[ByQueueAndType(queue: "carts", type: "a \"b\"\\\nc")].increment(by: 0.5)
        _ = try registry.gauge("depth", help: "A \\ and a\nbreak, a \" as it is.")
        let lag = try registry.histograms("lag_seconds", help: "Lag.", buckets: [0.005, 1, 1e6], by: ByQueue.self)
        for value in [0.001, 0.005, 0.5, 2, 1e9] {
            lag[ByQueue(queue: "orders")].observe(value)
        }
        _ = try registry.histogram("wait_seconds", help: "Wait.", buckets: [10])
        _ = try registry.counters("unseen_total", help: "A family without series.", by: ByQueue.self)
        #expect(
            page(of: registry) == #"""
                # HELP depth A \\ and a\nbreak, a " as it is.
                # TYPE depth gauge
                depth 0
                # HELP events_total Events counted.
                # TYPE events_total counter
                events_total{queue="carts",event_type="a \"b\"\\\nc"} 0.5
                events_total{queue="orders",event_type="purchase"} 75
                events_total{queue="orders",event_type="refund"} 2
                # HELP lag_seconds Lag.
                # TYPE lag_seconds histogram
                lag_seconds_bucket{queue="orders",le="0.005"} 2
                lag_seconds_bucket{queue="orders",le="1.0"} 3
                lag_seconds_bucket{queue="orders",le="1e+06"} 4
                lag_seconds_bucket{queue="orders",le="+Inf"} 5
                lag_seconds_sum{queue="orders"} 1000000002.506
                lag_seconds_count{queue="orders"} 5
                # HELP wait_seconds Wait.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{le="10.0"} 0
                wait_seconds_bucket{le="+Inf"} 0
                wait_seconds_sum 0
                wait_seconds_count 0

                """#
        )
    }

    @Test func `a registry without series renders nothing`() {
        #expect(page(of: Registry()).isEmpty)
    }

    @Test func `a snapshot without series renders nothing`() {
        let family = FamilySnapshot(
            FamilyDescription(.gauge, "depth", help: "Depth."),
            .gauges(SeriesList(labelNames: []))
        )
        #expect(page([family]).isEmpty)
    }

    @Test func `histograms of different buckets keep their own`() throws {
        let description = FamilyDescription(.histogram, "lag", help: "Lag.", labelNames: ["queue"])
        var series = SeriesList<HistogramReading>(labelNames: ["queue"])
        series.append(Histogram(buckets: try Buckets([1])).reading, labelValues: ["a"])
        series.append(Histogram(buckets: try Buckets([2])).reading, labelValues: ["b"])
        let page = page([FamilySnapshot(description, .histograms(series))])
        let buckets = page.split(separator: "\n").filter { $0.hasPrefix("lag_bucket") }
        #expect(
            buckets == [
                #"lag_bucket{queue="a",le="1.0"} 0"#, #"lag_bucket{queue="a",le="+Inf"} 0"#,
                #"lag_bucket{queue="b",le="2.0"} 0"#, #"lag_bucket{queue="b",le="+Inf"} 0"#,
            ]
        )
    }

    @Test(arguments: [
        ("", ""),
        ("plain", "plain"),
        (#"\"#, #"\\"#),
        (#"""#, #"\""#),
        ("\n", #"\n"#),
        ("\r\t\0\u{7f}", "\r\t\0\u{7f}"),
        ("\r\n", "\r\\n"),
        (#"\n"#, #"\\n"#),
        (#"order"} 1"# + "\nup{job=\"fake\"} 0", #"order\"} 1\nup{job=\"fake\"} 0"#),
        ("größe 💶 e\u{301} \u{2028}", "größe 💶 e\u{301} \u{2028}"),
        (String(repeating: "x", count: 100) + "\"", String(repeating: "x", count: 100) + "\\\""),
    ])
    func `label values are escaped and nothing more`(value: String, escaped: String) throws {
        let registry = Registry()
        _ = try registry.gauges("depth", help: "Depth.", by: ByQueue.self)[ByQueue(queue: value)]
        let expected = "# HELP depth Depth.\n# TYPE depth gauge\ndepth{queue=\"\(escaped)\"} 0\n"
        #expect(Array(page(of: registry).utf8) == Array(expected.utf8))
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "-0.0"), (1, "1"), (-1, "-1"), (42, "42"), (-1234567890, "-1234567890"),
            (999_999_999_999_999, "999999999999999"), (1e15, "1000000000000000.0"), (1e16, "1e+16"),
            (0.1, "0.1"), (-2.5, "-2.5"), (0.30000000000000004, "0.30000000000000004"), (1e-5, "1e-05"),
            (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
            (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (-.nan, "NaN"),
        ] as [(Double, String)]
    )
    func `numbers are short and read back as they were`(value: Double, text: String) throws {
        let registry = Registry()
        try registry.gauge("depth", help: "Depth.").set(value)
        #expect(page(of: registry) == "# HELP depth Depth.\n# TYPE depth gauge\ndepth \(text)\n")
        #expect(value.isNaN || Double(text) == value)
    }

    @Test(
        arguments: [
            (-1e7, "-1e+07"), (-12345678.5, "-1.23456785e+07"), (-1, "-1.0"), (0, "0.0"),
            (.leastNonzeroMagnitude, "5e-324"),
            (1e-5, "1e-05"), (0.0001, "0.0001"), (0.005, "0.005"), (0.1, "0.1"), (1, "1.0"), (2.5, "2.5"), (10, "10.0"),
            (123_456, "123456.0"), (999_999.5, "999999.5"), (1e6, "1e+06"), (2.5e6, "2.5e+06"),
            (1_234_567, "1.234567e+06"), (1_234_567.5, "1.2345675e+06"), (1e9, "1e+09"), (1e15, "1e+15"),
            (1e16, "1e+16"), (9_007_199_254_740_992, "9.007199254740992e+15"), (1e21, "1e+21"), (1e100, "1e+100"),
        ] as [(Double, String)]
    )
    func `bounds are spelt as Go spells them`(bound: Double, text: String) throws {
        let registry = Registry()
        _ = try registry.histogram("lag", help: "Lag.", buckets: [bound])
        #expect(page(of: registry).contains("\nlag_bucket{le=\"\(text)\"} 0\n"))
    }

}
