import FoundationEssentials
import JSON

/// Invents events, and broken ones where asked.
struct EventGenerator {
    /// A message body, and what a consumer must make of it.
    struct Body {
        var bytes: [UInt8]
        /// Nil for a broken one.
        var event: (type: String, value: Double)?
    }

    private let types: [EventType]
    private let totalWeight: Int
    private let invalidRatio: Double
    private var random: any RandomNumberGenerator

    init(types: [EventType], invalidRatio: Double, random: any RandomNumberGenerator = SystemRandomNumberGenerator()) {
        self.types = types
        totalWeight = types.reduce(0) { $0 + $1.weight }
        self.invalidRatio = invalidRatio
        self.random = random
    }

    /// The next event; `now` is in seconds since 1970, and the event occurred up to two seconds before.
    mutating func next(now: Double) -> Body {
        let occurredAt = timestamp(now - Double.random(in: 0..<2, using: &random))
        if invalidRatio > 0, Double.random(in: 0..<1, using: &random) < invalidRatio {
            return Body(bytes: brokenBody(occurredAt: occurredAt), event: nil)
        }
        let type = pickType()
        let value = value(of: type.values)
        return Body(bytes: Self.body(type: type.name, value: value, occurredAt: occurredAt), event: (type.name, value))
    }

    private static func body(type: String, value: Double, occurredAt: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 96)
        writer.beginObject()
        writer.key("type")
        writer.string(type)
        writer.key("value")
        if let whole = Int(exactly: value) { writer.integer(whole) } else { writer.number(value) }
        writer.key("occurred_at")
        writer.string(occurredAt)
        writer.endObject()
        return writer.bytes
    }

    private mutating func pickType() -> EventType {
        var ticket = Int.random(in: 0..<totalWeight, using: &random)
        for type in types {
            ticket -= type.weight
            if ticket < 0 { return type }
        }
        return types[types.count - 1]
    }

    private mutating func value(of values: EventType.Values) -> Double {
        switch values {
        case .one: 1
        case .whole(let range): Double(Int.random(in: range, using: &random))
        case .money(let range): amount(in: range)
        case .refund(let range): -amount(in: range)
        }
    }

    /// The lower of two draws is low more often, as prices are.
    private mutating func amount(in range: ClosedRange<Double>) -> Double {
        let draw = min(Double.random(in: range, using: &random), Double.random(in: range, using: &random))
        return (draw * 100).rounded() / 100
    }

    /// One way each of what goes wrong in the field.
    private mutating func brokenBody(occurredAt: String) -> [UInt8] {
        let bodies = [
            #"{"type":"page_view","value":1,"#,
            #"{"type":"page_view","value":1,"occurred_at":"\#(occurredAt)",}"#,
            #"{"value":1,"occurred_at":"\#(occurredAt)"}"#,
            #"{"type":"page_view","occurred_at":"\#(occurredAt)"}"#,
            #"{"type":"page_view","value":1}"#,
            #"{"type":"page_view","value":"1","occurred_at":"\#(occurredAt)"}"#,
            #"{"type":"page_view","value":1e999,"occurred_at":"\#(occurredAt)"}"#,
            #"{"type":7,"value":1,"occurred_at":"\#(occurredAt)"}"#,
            #"{"type":"","value":1,"occurred_at":"\#(occurredAt)"}"#,
            #"{"type":"page_view","value":1,"occurred_at":"yesterday"}"#,
            #"["page_view",1,"\#(occurredAt)"]"#,
            "page_view 1",
        ]
        return Array(bodies[Int.random(in: bodies.indices, using: &random)].utf8)
    }

    /// `2020-10-06 10:02:05`, UTC.
    private func timestamp(_ seconds: Double) -> String {
        let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space).year().month().day().time(
            includingFractionalSeconds: false
        )
        return Date(timeIntervalSince1970: seconds).formatted(style)
    }
}
