/// One of the media ranges of an `Accept` field: `text/plain;version=0.0.4;q=0.5` (RFC 9110 §12.5.1).
struct MediaRange {
    /// In lower case: `text/plain`.
    let type: String
    /// By their names in lower case, without the weight.
    let parameters: [String: String]
    /// From 0, which refuses it, to 1.
    let weight: Double

    /// The ranges that can be read, the best liked first, in the order given where they are liked alike.
    static func all(in accept: String) -> [MediaRange] {
        accept.split(separator: ",").compactMap(MediaRange.init)
            .filter { $0.weight > 0 }
            .enumerated()
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map(\.element)
    }

    private init?(_ text: Substring) {
        let parts = text.split(separator: ";").map { $0.trimmed }
        guard let type = parts.first, type.contains("/") else { return nil }
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmed }
            guard pair.count == 2 else { return nil }
            parameters[pair[0].lowercased()] = pair[1].unquoted
        }
        let q = parameters.removeValue(forKey: "q")
        guard let weight = q.map({ Double($0) }) ?? 1, 0...1 ~= weight else { return nil }
        self.type = type.lowercased()
        self.parameters = parameters
        self.weight = weight
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }

    fileprivate var unquoted: String {
        String(count >= 2 && first == "\"" && last == "\"" ? dropFirst().dropLast() : self)
    }
}
