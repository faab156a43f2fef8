import Exposition
import Instruments

func page(of registry: Registry, as format: ExpositionFormat = .text, showsCreated: Bool = false) -> String {
    page(registry.snapshot(), as: format, showsCreated: showsCreated)
}

func page(_ families: [FamilySnapshot], as format: ExpositionFormat = .text, showsCreated: Bool = false) -> String {
    String(decoding: pageBytes(families, as: format, showsCreated: showsCreated), as: UTF8.self)
}

func pageBytes(
    _ families: [FamilySnapshot],
    as format: ExpositionFormat,
    showsCreated: Bool = false,
    chunkBytes: Int = 64 * 1024
) -> [UInt8] {
    var page = ExpositionPage(families, as: format, showsCreated: showsCreated, chunkBytes: chunkBytes)
    var bytes: [UInt8] = []
    while let piece = page.next() { bytes += piece }
    return bytes
}
