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
        PageReader(snapshot, filter: try NameFilter(query: query), format: format, coding: coding, on: thread)
    }

    private func pieces(of reader: consuming PageReader) async -> [ByteBuffer] {
        var pieces: [ByteBuffer] = []
        while let piece = await reader.next() { pieces.append(piece) }
        return pieces
    }

    private func page(_ format: ExpositionFormat) -> CompressedPage {
        snapshot.compressedPage(as: format, on: thread)
    }

    @Test func `scrapes that overlap read the same one, each at its own pace`() async throws {
        var slow = try reader()
        let first = try #require(await slow.next())
        // All of it is made before the slow one asks for its second piece.
        let all = await pieces(of: try reader())
        #expect(all.count > 2)
        #expect(await page(.text).plainBytes == size.text.utf8.count)
        #expect(await [first] + pieces(of: slow) == all)
    }

    @Test func `it is made once for a crowd that asks at once, and all of it read the same`() async throws {
        let pages = await withTaskGroup { group in
            for _ in 0..<10 { group.addTask { self.page(.text) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(pages.map(ObjectIdentifier.init)).count == 1)
        let read = try await withThrowingTaskGroup { group in
            for _ in 0..<10 { group.addTask { await self.pieces(of: try self.reader()) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(read).count == 1)
        // Of what all of them have read.
        #expect(await pages[0].plainBytes == size.text.utf8.count)
    }

    @Test func `each format has its own`() {
        let pages = ExpositionFormat.allCases.map { page($0) }
        #expect(Set(pages.map(ObjectIdentifier.init)).count == pages.count)
        withExtendedLifetime(pages) {}
    }

    @Test func `it is gone with the last scrape that it is sent to`() async throws {
        var readers = [try reader(), try reader()]
        weak let page = page(.text)
        readers.removeLast()
        #expect(page != nil)
        readers.removeLast()
        #expect(page == nil)
    }

    @Test(arguments: ["name[]=things_0", "name[]=nothing"])
    func `a page of some families is nobody else's`(query: String) async throws {
        let whole = page(.text)
        _ = await pieces(of: try reader(query))
        #expect(await whole.plainBytes == 0)
    }

    @Test func `a plain page is the text, and its length is told`() async throws {
        var plain = try reader(coding: .identity)
        var bytes = 0
        while let piece = await plain.next() { bytes += piece.readableBytes }
        #expect(bytes == size.text.utf8.count)
        #expect(await plain.plainBytes == bytes)
    }
}
