import Exposition
import Instruments
import Support

/// A registry whose page is about so long, and that page; one of noise is long also when it is compressed.
struct PageOfSize {
    let registry = Registry()

    init(bytes: Int, ofNoise isNoise: Bool = false) throws {
        var random = SplitMix64(seed: 6)
        for index in 0..<max(1, bytes / 100_000) {
            let family = try registry.gauges("things_\(index)", help: "Things.", by: ByName.self)
            for row in 0..<min(bytes, 100_000) / 10_000 + 1 {
                let digits = (0..<620).map { _ in isNoise ? String(random.next(), radix: 16) : "xxxxxxxxxxxxxxxx" }
                family[ByName(name: "\(row)-" + digits.joined())].set(1)
            }
        }
    }

    var text: String {
        var page: [UInt8] = []
        var pieces = ExpositionPage(registry.snapshot(), as: .text)
        while let piece = pieces.next() { page.append(contentsOf: piece) }
        return String(decoding: page, as: UTF8.self)
    }

    private struct ByName: LabelSet {
        static let names = ["name"]
        var name: String
        func forEachValue(_ body: (String) -> Void) { body(name) }
    }
}
