import Exposition
import Instruments

/// A registry whose page is about so long, and that page.
struct PageOfSize {
    let registry = Registry()

    init(bytes: Int) throws {
        let family = try registry.gauges("things", help: "Things.", by: ByName.self)
        for index in 0..<bytes / 100 {
            family[ByName(name: "\(index)-" + String(repeating: "x", count: 80 - "\(index)".count))].set(1)
        }
    }

    var text: String {
        var page: [UInt8] = []
        TextFormat.render(registry.snapshot(), into: &page)
        return String(decoding: page, as: UTF8.self)
    }

    private struct ByName: LabelSet {
        static let names = ["name"]
        var name: String
        var values: [String] { [name] }
    }
}
