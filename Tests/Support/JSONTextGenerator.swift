/// Writes random JSON texts in all the ways in which JSON can be written, and spoils them.
package struct JSONTextGenerator {
    package var random: SplitMix64
    package private(set) var text: [UInt8] = []

    package init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// Hands out the text written so far, and starts another.
    package mutating func take() -> [UInt8] {
        defer { text.removeAll(keepingCapacity: true) }
        return text
    }

    package mutating func raw(_ json: String) {
        text.append(contentsOf: json.utf8)
    }

    /// Writes what may stand between two tokens.
    package mutating func space() {
        guard random.onceIn(6) else { return }
        for _ in 0...random.below(3) { text.append(random.element(of: [0x20, 0x09, 0x0A, 0x0D])) }
    }

    /// Writes a string, some of it escaped in one of the ways there are.
    package mutating func string(_ content: String, escapingOnceIn rarity: Int = 12) {
        text.append(UInt8(ascii: "\""))
        for scalar in content.unicodeScalars { character(scalar, escapingOnceIn: rarity) }
        text.append(UInt8(ascii: "\""))
    }

    private mutating func character(_ scalar: Unicode.Scalar, escapingOnceIn rarity: Int) {
        switch scalar {
        case "\"": raw(#"\""#)
        case "\\": raw(#"\\"#)
        case "\n" where random.onceIn(2): raw(#"\n"#)
        case "/" where random.onceIn(2): raw(#"\/"#)
        default:
            guard scalar.value < 0x20 || random.onceIn(rarity) else {
                text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                return
            }
            for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                let digits = String(unit, radix: 16, uppercase: random.onceIn(2))
                raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            }
        }
    }

    /// Writes a number, most often a plain one, else one at an edge.
    package mutating func number() {
        switch random.below(4) {
        case 0: raw(String(random.below(1_000)))
        case 1: raw("\(random.onceIn(2) ? "-" : "")\(random.below(100_000)).\(random.below(100_000))")
        case 2:
            let value = Double(bitPattern: random.next())
            raw(value.isFinite ? "\(value)" : "0")
        default: raw(random.element(of: Self.edgeNumbers))
        }
    }

    /// Writes any value, of objects and arrays only so many inside each other.
    package mutating func value(depth: Int) {
        switch random.below(depth > 0 ? 8 : 5) {
        case 0: string(random.element(of: Self.words))
        case 1, 2: number()
        case 3: raw(random.element(of: ["true", "false"]))
        case 4: raw("null")
        case 5, 6: array(depth: depth - 1)
        default: object(depth: depth - 1)
        }
    }

    private mutating func array(depth: Int) {
        raw("[")
        for index in 0..<random.below(4) {
            if index > 0 { raw(",") }
            space()
            value(depth: depth)
            space()
        }
        raw("]")
    }

    private mutating func object(depth: Int) {
        raw("{")
        for index in 0..<random.below(4) {
            if index > 0 { raw(",") }
            space()
            string("\(random.element(of: Self.words))\(index)")
            space()
            raw(":")
            value(depth: depth)
        }
        raw("}")
    }

    /// Words of one to four bytes a character, at lengths around those that are looked at eight bytes at a time.
    package static let words = [
        "a", "type", "value", "page_view", "ключ", "日本", "😀 😀", "longer than sixteen bytes", "with \"quotes\" and \\",
        "a/b", "tab\tand\nline", "", "exactly8", "U+FFFF \u{FFFF}", String(repeating: "long ", count: 20),
    ]

    private static let edgeNumbers = [
        "0", "-0", "-0.0", "0e0", "1e308", "1.7976931348623157e308", "1.7976931348623159e308", "1e309", "-1e400",
        "5e-324",
        "2.4703282292062327e-324", "1e-400", "9007199254740993", "9007199254740992.5", "18446744073709551616",
        "0.1", "1e22", "1e23", "123456789012345678901234567890", "0.000000000000000000000000000001", "1E+2", "1e-2",
        "9223372036854775807", "-9223372036854775808", "4.35", "8.5e-5", "179769313486231580793728971405303415e272",
    ]
}
