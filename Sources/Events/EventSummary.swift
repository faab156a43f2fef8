package import JSON

/// What was counted for one type of event.
///
/// As JSON, wherever it is served or printed, without spaces and with the members in this order:
///
///     {"type":"purchase","count":75,"sum":650.0}
package struct EventSummary: Sendable, Equatable {
    /// The events' `type`, unescaped.
    package var type: String
    /// How many events were counted.
    package var count: Int
    /// Their values added up; negative values lower it.
    package var sum: Double

    /// A summary of one type, counted by the caller.
    package init(type: String, count: Int, sum: Double) {
        self.type = type
        self.count = count
        self.sum = sum
    }

    /// Whether `first` is listed before `second`: by the UTF-8 bytes of the type, as `LC_ALL=C sort` orders lines.
    ///
    /// `String`'s own `<` and `==` see a composed and a decomposed é as one; to SQS and to Prometheus they are two
    /// types.
    package static func precedes(_ first: EventSummary, _ second: EventSummary) -> Bool {
        first.type.utf8.lexicographicallyPrecedes(second.type.utf8)
    }

    /// Writes the summary as one JSON value; a sum that overflowed to infinity becomes `null`.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string(type)
        writer.key("count")
        writer.integer(count)
        writer.key("sum")
        writer.number(sum)
        writer.endObject()
    }
}
