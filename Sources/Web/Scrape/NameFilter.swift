import Instruments

/// The families that `/metrics?name[]=events_total&name[]=up` asks for; all of them without a name.
///
/// A family is asked for by any name that it or one of its samples has in some format: `events_total`, what OpenMetrics
/// calls it, `events`, or of a histogram `event_value_bucket` too; it is then shown as a whole. A name that nobody has
/// is no mistake, because a family without series has none to show either.
struct NameFilter {
    /// The most names a query may have.
    static let limit = 100

    private let names: Set<String>

    /// Whether there is nothing to filter.
    var isOpen: Bool { names.isEmpty }

    /// Reads the query of a request: pairs in percent-encoded UTF-8, of which those called `name[]` count.
    init(query: String?) throws(RequestError) {
        var names: Set<String> = []
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let text = parts.dropFirst().first ?? ""
            guard let key = String(formDecoding: parts[0]), let value = String(formDecoding: text) else {
                throw .malformedQuery("it is not percent-encoded UTF-8: \(pair)")
            }
            guard key == "name[]" else { continue }
            names.insert(value)
            guard names.count <= Self.limit else {
                throw .malformedQuery("it has more than \(Self.limit) names")
            }
        }
        self.names = names
    }

    /// Those of the families that are asked for, in their order.
    func select(_ families: [FamilySnapshot]) -> [FamilySnapshot] {
        isOpen ? families : families.filter { !names.isDisjoint(with: $0.description.claimedNames) }
    }
}

extension String {
    /// Decodes a key or a value of a query, where a plus sign means a space.
    fileprivate init?(formDecoding text: Substring) {
        self.init(percentDecoding: Substring(text.replacing("+", with: "%20")).utf8)
    }
}
