import Exposition
import Instruments

/// A registry whose page is about so long, and that page.
struct PageOfSize {
    let registry = Registry()

    init(bytes: Int) throws {
        for index in 0..<max(1, bytes / 100_000) {
            let family = try registry.gauges("things_\(index)", help: "Things.", by: ByName.self)
            for row in 0..<min(bytes, 100_000) / 10_000 + 1 {
                family[ByName(name: "\(row)-" + String(repeating: "x", count: 9_900))].set(1)
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
        var values: [String] { [name] }
    }
}
