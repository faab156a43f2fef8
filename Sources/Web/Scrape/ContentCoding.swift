/// How the body of a page is coded on its way (RFC 9110 §8.4.1).
enum ContentCoding: String {
    case identity
    case gzip

    /// The coding that an `Accept-Encoding` asks for (RFC 9110 §12.5.3): the one with the greater weight, gzip of two
    /// that weigh the same.
    ///
    ///     nothing, an empty field, br    identity
    ///     gzip, *, gzip;q=0.5            gzip
    ///     gzip;q=0.5, identity           identity
    ///     gzip;q=0, *;q=0                identity, for want of anything that is not refused
    ///
    /// What is not listed is taken to be unwelcome, but for identity: it is what remains where all is refused. A client
    /// that refuses identity alone gets gzip. Elements that are not well formed count as absent.
    init(accepted field: String?) {
        var weights: [Substring: Int] = [:]
        for element in (field ?? "").utf8.split(separator: UInt8(ascii: ",")) {
            guard let (coding, weight) = Self.weighted(Substring(element)) else { continue }
            weights[coding == "x-gzip" ? "gzip" : coding] = weight
        }
        let gzip = weights["gzip"] ?? weights["*"]
        let identity = weights["identity"] ?? (weights["*"] == 0 ? 0 : nil)
        self =
            switch (gzip, identity) {
            case (0, _): .identity
            case (let gzip?, let identity?): gzip >= identity ? .gzip : .identity
            case (.some, nil), (nil, 0): .gzip
            case (nil, _): .identity
            }
    }

    /// A coding in lower case, and its weight in thousandths.
    private static func weighted(_ element: Substring) -> (Substring, Int)? {
        let parts = element.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed)
        guard let coding = parts.first, !coding.isEmpty else { return nil }
        var weight = 1000
        for parameter in parts.dropFirst() where parameter.lowercased().hasPrefix("q=") {
            guard let value = thousandths(parameter.dropFirst(2)) else { return nil }
            weight = value
        }
        return (Substring(coding.lowercased()), weight)
    }

    /// `0`, `1`, `0.`, `0.5`, `0.125`: three digits at most, and never above 1.
    private static func thousandths(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole == "0" || whole == "1" else { return nil }
        let digits = parts.count == 2 ? parts[1] : ""
        guard digits.utf8.count <= 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let fraction = Int(digits + String(repeating: "0", count: 3 - digits.utf8.count)) ?? 0
        guard whole == "0" || fraction == 0 else { return nil }
        return whole == "1" ? 1000 : fraction
    }
}

extension Substring {
    /// Without the spaces and tabs around it, which HTTP allows nearly everywhere.
    fileprivate var trimmed: Substring {
        guard let first = firstIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return self[first...].prefix(through: lastIndex { $0 != " " && $0 != "\t" } ?? first)
    }
}
