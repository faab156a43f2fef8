/// One of the choices that an `Accept` or `Accept-Encoding` field lists (RFC 9110 §12.4.2, §12.5).
///
///     text/plain;version=0.0.4;q=0.5     gzip;q=0.8     *
package struct WeightedElement {
    /// In lower case: `text/plain`, `gzip`.
    package let value: String
    /// By their names in lower case, without the weight.
    package let parameters: [String: String]
    /// In thousandths, from 0, which refuses it, to 1,000.
    package let weight: Int

    /// Those that are well formed, in their order; others count as absent.
    package static func all(in field: String) -> [WeightedElement] {
        // By bytes: a combining character behind a comma would hide it.
        field.utf8.split(separator: UInt8(ascii: ",")).compactMap { WeightedElement(Substring($0)) }
    }

    private init?(_ text: Substring) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmed }
        guard let value = parts.first, !value.isEmpty else { return nil }
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() where !part.isEmpty {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmed }
            guard pair.count == 2 else { return nil }
            parameters[pair[0].lowercased()] = pair[1].unquoted
        }
        let q = parameters.removeValue(forKey: "q")
        guard let weight = q.map({ $0.thousandths }) ?? 1000 else { return nil }
        self.value = value.lowercased()
        self.parameters = parameters
        self.weight = weight
    }
}

extension String {
    /// `0`, `1`, `0.`, `0.5`, `0.125`: three digits at most, and never above 1.
    fileprivate var thousandths: Int? {
        let parts = split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
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

    fileprivate var unquoted: String {
        String(count >= 2 && first == "\"" && last == "\"" ? dropFirst().dropLast() : self)
    }
}
