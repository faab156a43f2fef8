/// Makes inputs that are almost right: entries of a corpus, changed in one to three places.
package struct Mutator: Sendable {
    private let corpus: [[UInt8]]
    private let tokens: [[UInt8]]
    private var random: SplitMix64

    /// Tokens are what the target may look for; bytes and numbers that any parser may trip over are always among them.
    package init(corpus: [[UInt8]], tokens: [String], seed: UInt64) {
        precondition(!corpus.isEmpty, "there is nothing to mutate")
        self.corpus = corpus
        self.tokens = tokens.map { Array($0.utf8) } + Self.stumblingBlocks
        random = SplitMix64(seed: seed)
    }

    /// The next input; of 4 KiB at most, for the sake of speed.
    package mutating func next() -> [UInt8] {
        var input = random.element(of: corpus)
        for _ in 0...random.below(3) { change(&input) }
        return input.count <= 4_096 ? input : Array(input.prefix(4_096))
    }

    private mutating func change(_ input: inout [UInt8]) {
        let place = random.below(input.count + 1)
        let stretch = place..<min(input.count, place + 1 + random.below(random.onceIn(4) ? 64 : 4))
        switch random.below(12) {
        case 0, 1: if !stretch.isEmpty { input[place] ^= 1 << UInt8(random.below(8)) }
        case 2: if !stretch.isEmpty { input[place] = UInt8(truncatingIfNeeded: random.next()) }
        case 3: input.removeSubrange(stretch)
        case 4: input.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        case 5, 6: input.insert(contentsOf: random.element(of: tokens), at: place)
        case 7: input.replaceSubrange(stretch, with: random.element(of: tokens))
        case 8: repeatStretch(stretch, of: &input)
        case 9: if random.onceIn(4) { input.removeSubrange(place...) }
        case 10: splice(into: &input, at: place)
        default: insertPart(into: &input, at: place)
        }
    }

    /// Once more in most cases, and now and then many times.
    private mutating func repeatStretch(_ stretch: Range<Int>, of input: inout [UInt8]) {
        let part = Array(input[stretch])
        let times = random.onceIn(8) ? 2 + random.below(200) : 1
        input.insert(contentsOf: Array(repeatElement(part, count: times).joined()), at: stretch.lowerBound)
    }

    /// The beginning of one entry and the end of another.
    private mutating func splice(into input: inout [UInt8], at place: Int) {
        let other = random.element(of: corpus)
        input.replaceSubrange(place..., with: other[random.below(other.count + 1)...])
    }

    /// A part of another entry between two bytes.
    private mutating func insertPart(into input: inout [UInt8], at place: Int) {
        let other = random.element(of: corpus)
        let start = random.below(other.count + 1)
        input.insert(contentsOf: other[start..<min(other.count, start + 1 + random.below(40))], at: place)
    }

    private static let stumblingBlocks: [[UInt8]] =
        [
            "0", "-1", "-0", "1.5", "1e309", "9223372036854775807", "9223372036854775808", "18446744073709551616", "",
            " ",
            "\n", "\r\n", "\t", "\u{0}", "\u{7F}", "\u{85}", "\u{301}", "\u{200D}", "\u{2028}", "\u{FEFF}", "\u{FFFF}",
            "\u{10FFFF}", "😀", "%", "%00", "%ff", "#", ":", ";", "=", "/", "\\", "\"", "'",
        ].map { Array($0.utf8) }
        + [
            [0x80], [0xC0, 0x80], [0xC2], [0xED, 0xA0, 0x80], [0xEF, 0xBB], [0xF0, 0x9F], [0xF4, 0x90, 0x80, 0x80],
            [0xFF, 0xFE],
        ]
}
