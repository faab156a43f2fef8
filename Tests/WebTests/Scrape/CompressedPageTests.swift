import Exposition
import Instruments
import NIOCore
import Testing

@testable import Web

@Suite struct CompressedPageTests {
    private let size: PageOfSize
    private let snapshot: Snapshot
    private let thread: PageThread

    init() throws {
        size = try PageOfSize(bytes: 300_000, ofNoise: true)
        snapshot = Snapshot(size.registry.snapshot(), takenAt: .now)
        thread = try PageThread()
    }

    private func reader(
        _ query: String? = nil,
        format: ExpositionFormat = .text,
        coding: ContentCoding = .gzip
    ) throws -> PageReader {
        PageReader(
            snapshot,
            filter: try NameFilter(query: query),
            format: format,
            showsCreated: false,
            coding: coding,
            on: thread
        )
    }

    private func pieces(of reader: consuming PageReader) async -> [ByteBuffer] {
        var pieces: [ByteBuffer] = []
        while let piece = await reader.next() { pieces.append(piece) }
        return pieces
    }

    @Test func `scrapes that overlap read the same one, each at its own pace`() async throws {
        var slow = try reader()
        let first = try #require(await slow.next())
        // More of it than one piece is made before the slow one asks for its second.
        let all = await pieces(of: try reader())
        #expect(all.count > 2)
        #expect(await [first] + pieces(of: slow) == all)
    }

    @Test func `it is made once`() async throws {
        let page = page(.text)
        let readers = try (0..<10).map { _ in try reader() }
        await withTaskGroup { group in
            for reader in readers { group.addTask { _ = await self.pieces(of: reader) } }
        }
        // Of what each of them has read.
        #expect(await page.plainBytes == size.text.utf8.count)
    }

    @Test func `each format has its own`() {
        let pages = ExpositionFormat.allCases.map(page)
        #expect(Set(pages.map(ObjectIdentifier.init)).count == ExpositionFormat.allCases.count)
        #expect(zip(pages, ExpositionFormat.allCases).allSatisfy { $0 === page($1) })
    }

    @Test func `it is gone with the last scrape that it is sent to`() {
        weak let first = page(.text)
        #expect(first == nil)
    }

    private func page(_ format: ExpositionFormat) -> CompressedPage {
        snapshot.compressedPage(as: format) {
            CompressedPage(ExpositionPage(snapshot.families, as: format), on: thread)
        }
    }

    @Test(arguments: ["name[]=things_0", "name[]=nothing"])
    func `a page of some families is nobody else's`(query: String) async throws {
        let whole = page(.text)
        _ = await pieces(of: try reader(query))
        #expect(await whole.plainBytes == 0)
    }

    @Test func `what is not compressed is as long as what is`() async throws {
        var plain = try reader(coding: .identity)
        var bytes = 0
        while let piece = await plain.next() { bytes += piece.readableBytes }
        #expect(bytes == size.text.utf8.count)
        #expect(await plain.plainBytes == bytes)
    }
}
