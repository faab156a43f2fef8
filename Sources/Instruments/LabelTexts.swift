/// The labels of many series, each rendered once, as they stand between the braces of a sample.
///
///     queue="orders",event_type="purchase"
///
/// Both text formats write them so, hence a scrape copies them and nothing else. In a value `\`, `"` and LF are
/// escaped, everything else stands as it is ("Exposition formats", prometheus.io).
@usableFromInline
package struct LabelTexts: Sendable, Equatable {
    /// The names that every series has, in their order.
    package let names: [String]
    /// What stands before each value and behind the one before: `queue="` and `,event_type="`.
    @usableFromInline let gaps: [Int]
    /// The text of the first series, then that of the second, and so on.
    package private(set) var bytes: [UInt8] = []
    /// Whether a backslash stands in any of them.
    @usableFromInline private(set) var hasEscapes = false
    // Half of what an Int takes; 4 GiB of labels are beyond every scrape.
    @usableFromInline private(set) var ends: [UInt32] = []

    /// Texts of no series yet.
    package init(names: [String]) {
        self.names = names
        gaps = names.indices.map { names[$0].utf8.count + ($0 == 0 ? 2 : 3) }
    }

    /// How many series there are.
    package var count: Int { ends.count }

    /// Where in `bytes` the text of a series is.
    @inlinable
    package func range(of row: Int) -> Range<Int> {
        (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])
    }

    /// Renders the labels of one more series; one value for each name.
    package mutating func append(_ values: [String]) {
        precondition(values.count == names.count, "a series has one value for each label name of its family")
        for index in values.indices {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: names[index].utf8)
            bytes.append(contentsOf: #"=""#.utf8)
            hasEscapes = bytes.append(escaping: values[index]) || hasEscapes
            bytes.append(UInt8(ascii: "\""))
        }
        ends.append(UInt32(bytes.count))
    }

    /// The values of a series as they were given.
    @usableFromInline
    package func values(of row: Int) -> [String] {
        var values: [String] = []
        forEachValue(of: row) { _, value in values.append(String(decoding: value, as: UTF8.self)) }
        return values
    }

    /// Goes through the labels of a series, each with its value in UTF-8 as it was given.
    package func forEachValue(of row: Int, _ body: (_ name: String, _ value: ArraySlice<UInt8>) -> Void) {
        let text = bytes.span
        var start = range(of: row).lowerBound
        for name in names {
            start += name.utf8.count + 2
            var end = start
            var isEscaped = false
            while text[end] != UInt8(ascii: "\"") {
                let isEscape = text[end] == UInt8(ascii: "\\")
                isEscaped = isEscaped || isEscape
                end += isEscape ? 2 : 1
            }
            body(name, isEscaped ? bytes[start..<end].unescaped() : bytes[start..<end])
            // The quote and the comma.
            start = end + 2
        }
    }

    /// The rows in the order of their texts.
    func order() -> [Int] {
        let bytes = bytes
        return (0..<count).sorted { left, right in
            bytes[range(of: left)].lexicographicallyPrecedes(bytes[range(of: right)])
        }
    }

    /// The texts of these rows, in that order.
    func taking(_ rows: [Int]) -> Self {
        var taken = Self(names: names)
        taken.bytes.reserveCapacity(rows.reduce(0) { $0 + range(of: $1).count })
        taken.ends.reserveCapacity(rows.count)
        for row in rows {
            taken.bytes.append(contentsOf: bytes[range(of: row)])
            taken.ends.append(UInt32(taken.bytes.count))
        }
        taken.hasEscapes = hasEscapes && taken.bytes.contains(UInt8(ascii: "\\"))
        return taken
    }
}

extension [UInt8] {
    /// Returns whether anything had to be escaped.
    mutating func append(escaping value: String) -> Bool {
        let start = count
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): append(contentsOf: #"\n"#.utf8)
            case UInt8(ascii: "\\"): append(contentsOf: #"\\"#.utf8)
            case UInt8(ascii: "\""): append(contentsOf: #"\""#.utf8)
            default: append(byte)
            }
        }
        return count - start > value.utf8.count
    }
}

extension ArraySlice<UInt8> {
    fileprivate func unescaped() -> Self {
        var value: Self = []
        var rest = self
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
                value.append(escaped == UInt8(ascii: "n") ? UInt8(ascii: "\n") : escaped)
            } else {
                value.append(byte)
            }
        }
        return value
    }
}
