import Events
import JSON
import Testing

@Suite struct EventSummaryTests {
    @Test(arguments: [
        (EventSummary(type: "purchase", count: 75, sum: 650), #"{"type":"purchase","count":75,"sum":650.0}"#),
        (EventSummary(type: "refund", count: 3, sum: -12.5), #"{"type":"refund","count":3,"sum":-12.5}"#),
        (EventSummary(type: "none", count: 0, sum: 0), #"{"type":"none","count":0,"sum":0.0}"#),
        (
            EventSummary(type: "tenths", count: 3, sum: 0.1 + 0.2),
            #"{"type":"tenths","count":3,"sum":0.30000000000000004}"#
        ),
        (
            EventSummary(type: "huge", count: .max, sum: 1e300),
            #"{"type":"huge","count":9223372036854775807,"sum":1e+300}"#
        ),
        (EventSummary(type: "over", count: 2, sum: .infinity), #"{"type":"over","count":2,"sum":null}"#),
        (EventSummary(type: #"a"b\c"#, count: 1, sum: 1), #"{"type":"a\"b\\c","count":1,"sum":1.0}"#),
        (EventSummary(type: "naïve/☃", count: 1, sum: 1), #"{"type":"naïve/☃","count":1,"sum":1.0}"#),
    ])
    func `is written as JSON`(summary: EventSummary, json: String) {
        var writer = JSONWriter()
        summary.write(to: &writer)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == json)
    }

    @Test func `is listed by the bytes of its type`() {
        let types = ["é", "zebra", "a", "e\u{301}", "Z", "", "aa"]
        let listed = types.map { EventSummary(type: $0, count: 0, sum: 0) }.sorted(by: EventSummary.precedes)
        #expect(
            listed.map { Array($0.type.utf8) } == ["", "Z", "a", "aa", "e\u{301}", "zebra", "é"].map { Array($0.utf8) }
        )
    }
}
