/// A kind of event of the shop whose events the producer invents.
struct EventType: Equatable {
    var name: String
    /// Its share among all events is its weight by the sum of the weights.
    var weight: Int
    /// What its values look like.
    var values: Values

    /// Values as the shop's own systems would send them.
    enum Values: Equatable {
        /// Always 1.
        case one
        /// Whole numbers of a range.
        case whole(ClosedRange<Int>)
        /// Amounts of money: skewed to the lower end, with two decimals.
        case money(ClosedRange<Double>)
        /// Money paid back, so negative.
        case refund(ClosedRange<Double>)
    }

    /// A shop by day: many look, few buy, fewer bring back.
    static let shop: [EventType] = [
        EventType(name: "page_view", weight: 55, values: .one),
        EventType(name: "search", weight: 18, values: .whole(0...240)),
        EventType(name: "add_to_cart", weight: 12, values: .whole(1...5)),
        EventType(name: "checkout", weight: 6, values: .money(5...400)),
        EventType(name: "purchase", weight: 5, values: .money(5...400)),
        EventType(name: "signup", weight: 3, values: .one),
        EventType(name: "refund", weight: 1, values: .refund(5...200)),
    ]

    /// Small enough that the weights of any command line add up without overflow.
    static let heaviest = 1_000_000

    /// Reads `NAME:WEIGHT`, whose values are 1 unless the shop has the name; nil when it is none.
    static func named(_ text: String) -> EventType? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.first, (1...128).contains(name.utf8.count) else { return nil }
        // An event with such a type would be no event, so it could not be counted as sent.
        guard !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return nil }
        guard let weight = parts.count == 2 ? Int(parts[1]) : 1, (1...heaviest).contains(weight) else {
            return nil
        }
        return EventType(name: String(name), weight: weight, values: shop.first { $0.name == name }?.values ?? .one)
    }
}
