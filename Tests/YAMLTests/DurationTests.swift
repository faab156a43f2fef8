import Testing
import YAML

@Suite struct DurationTests {
    @Test(
        arguments: [
            ("0", .zero), ("0s", .zero), ("1s", .seconds(1)), ("5m", .seconds(300)), ("1h30m", .seconds(5400)),
            ("1.5s", .milliseconds(1500)), ("250ms", .milliseconds(250)), ("1us", .microseconds(1)),
            ("1µs", .microseconds(1)), ("1μs", .microseconds(1)), ("3ns", .nanoseconds(3)), ("1d", .seconds(86_400)),
            ("1w", .seconds(604_800)), ("1y", .seconds(31_536_000)), ("0.1234567899s", .nanoseconds(123_456_789)),
            ("0.00000000000000000000001s", .zero), ("9223372036854775807ns", .nanoseconds(Int64.max)),
            ("1m1ms", .milliseconds(60_001)),
        ] as [(String, Duration)]
    )
    func `reads what Prometheus and Go write`(text: String, duration: Duration) {
        #expect(Duration(written: text) == duration)
    }

    @Test(arguments: [
        "", "1", "s", "-1s", "+1s", "1 s", "1s ", "1S", "1.s", ".5s", "1..5s", "1x", "1sm", "1e3s", "00", "１s",
        "9223372036854775808ns", "293y", "9223372037s", "9223372036854775807ns1ns", "99999999999999999999s", "1s.",
    ])
    func `refuses what is no duration`(text: String) {
        #expect(Duration(written: text) == nil)
    }
}
