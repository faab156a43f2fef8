/// Which message attributes a consumer wants: none unless it names some.
struct AttributeFilter: Equatable {
    private enum Pattern: Equatable {
        case name(String)
        case prefix(String)
    }

    private var patterns: [Pattern] = []

    init() {}

    /// Reads `All`, `.*`, `trace.*` and plain names.
    init(patterns: [String]) {
        self.patterns = patterns.map { pattern in
            if pattern == "All" { return .prefix("") }
            return pattern.hasSuffix(".*") ? .prefix(String(pattern.dropLast(2))) : .name(pattern)
        }
    }

    func matches(_ name: String) -> Bool {
        patterns.contains { pattern in
            switch pattern {
            case .name(let wanted): name == wanted
            case .prefix(let prefix): name.hasPrefix(prefix)
            }
        }
    }
}
