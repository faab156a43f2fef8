import Exposition
import Instruments

/// The page of one scrape, in the format it asks for, a piece at a time.
struct ScrapePage {
    let contentType = TextFormat.contentType
    private var families: ArraySlice<FamilySnapshot>

    init(_ families: [FamilySnapshot], accept: String?) {
        self.families = families[...]
    }

    /// The next 64 KiB or so; nil at the end.
    mutating func next() -> [UInt8]? {
        var chunk: [UInt8] = []
        while chunk.count < 64 << 10, let family = families.popFirst() {
            TextFormat.render([family], into: &chunk)
        }
        return chunk.isEmpty ? nil : chunk
    }
}
