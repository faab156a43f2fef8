/// One thing that happened, as a message body tells it.
///
///     { "type": "page_view", "value": 1, "occurred_at": "2020-10-06 10:02:05" }
package struct Event: Equatable, Sendable {
    /// What kind of thing: 1–128 bytes of UTF-8 without control characters.
    package var type: String
    /// How much of it; finite, may be negative, never −0.
    package var value: Double
    /// When, in seconds since 1970 UTC, leap seconds not counted.
    package var occurredAtSeconds: Double

    /// An event of values that are taken as they are; ``EventDecoder`` is what checks them.
    package init(type: String, value: Double, occurredAtSeconds: Double) {
        self.type = type
        self.value = value
        self.occurredAtSeconds = occurredAtSeconds
    }
}
