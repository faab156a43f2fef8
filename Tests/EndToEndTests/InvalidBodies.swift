/// Bodies that are no events, by the reason that they are refused for.
enum InvalidBodies {
    /// The reasons that no message on SQS can have: it carries neither more than 1 MiB nor bytes that are not UTF-8,
    /// and a damaged answer is not the message's fault.
    static let unreachableReasons: Set<String> = ["too_large", "not_utf8", "md5_mismatch"]

    static let byReason: [String: [String]] = [
        "not_json": [#"{"type":"a","value":1,"#, "page_view 1", #"{'type':'a'}"#],
        "trailing_comma": [#"{"type":"a","value":1,"occurred_at":"2020-10-06 10:02:05",}"#, event(also: #""x":[1,]"#)],
        "too_deep": [String(repeating: "[", count: 65) + String(repeating: "]", count: 65), event(also: deepMember)],
        "not_an_object": [#"["a",1,"2020-10-06 10:02:05"]"#, "null", "42", #""event""#],
        "duplicate_key": [event(also: #""type":"a""#), event(also: #""x":1,"x":1"#)],
        "missing_type": [#"{"value":1,"occurred_at":"2020-10-06 10:02:05"}"#, "{}"],
        "type_not_a_string": [event(type: "7"), event(type: "null"), event(type: "[]")],
        "type_empty": [event(type: #""""#)],
        "type_too_long": [
            event(type: #""\#(String(repeating: "a", count: 129))""#), event(type: #""\#(manyUmlauts)""#),
        ],
        "type_control_character": [event(type: #""a\nb""#), event(type: #""a\u0000""#), event(type: "\"a\u{85}\"")],
        "missing_value": [#"{"type":"a","occurred_at":"2020-10-06 10:02:05"}"#],
        "value_not_a_number": [event(value: #""1""#), event(value: "null"), event(value: "true"), event(value: "{}")],
        "value_out_of_range": [event(value: "1e999"), event(value: "-1e309")],
        "missing_occurred_at": [#"{"type":"a","value":1}"#],
        "occurred_at_not_a_string": [event(occurredAt: "1601978525"), event(occurredAt: "null")],
        "occurred_at_malformed": [event(occurredAt: #""yesterday""#), event(occurredAt: #""2020-10-06T10:02:05""#)],
        "occurred_at_impossible": [
            event(occurredAt: #""2020-02-30 10:02:05""#), event(occurredAt: #""2020-10-06 25:00:00""#),
        ],
    ]

    /// So many of them, every reason in turn, so that each comes up.
    static func sample(_ count: Int) -> [(reason: String, body: String)] {
        let all = byReason.sorted { $0.key < $1.key }
        return (0..<count).map { index in
            let (reason, bodies) = all[index % all.count]
            return (reason, bodies[index / all.count % bodies.count])
        }
    }

    private static let deepMember = #""x":"# + String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    private static let manyUmlauts = String(repeating: "ä", count: 65)

    private static func event(
        type: String = #""a""#,
        value: String = "1",
        occurredAt: String = #""2020-10-06 10:02:05""#,
        also member: String? = nil
    ) -> String {
        let more = member.map { "," + $0 } ?? ""
        return #"{"type":\#(type),"value":\#(value),"occurred_at":\#(occurredAt)\#(more)}"#
    }
}
