import Exposition
import Gzip
import NIOCore

/// A page that is compressed while it is sent, a piece at a time, and kept for all who are sent the same one.
///
/// Compressing is most of the work on a page, and leaves a tenth of its bytes: so it is done once for scrapes that
/// overlap, each of which reads at its own pace. A piece is made on the pages' thread when the first of them asks for
/// it.
actor CompressedPage {
    private let thread: PageThread
    private var page: ExpositionPage
    /// Nil once the page has ended.
    private var gzip: GzipStream? = GzipStream()
    private var pieces: [ByteBuffer] = []
    /// The length of what has been made so far, before it was compressed.
    private(set) var plainBytes = 0

    /// Compressed bytes are gathered to so many before they are sent.
    private static let pieceBytes = 32 << 10

    init(_ page: ExpositionPage, on thread: PageThread) {
        self.thread = thread
        self.page = page
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    /// The piece with this number, from 0; nil after the last.
    ///
    /// None is asked for before its predecessors.
    func piece(_ number: Int) -> ByteBuffer? {
        precondition(number <= pieces.count || gzip == nil, "a piece left out would look like the end of the page")
        if number == pieces.count, let piece = makePiece() { pieces.append(piece) }
        return number < pieces.count ? pieces[number] : nil
    }

    private func makePiece() -> ByteBuffer? {
        guard var stream = gzip.take() else { return nil }
        var piece: [UInt8] = []
        while let chunk = page.next() {
            plainBytes += chunk.count
            stream.compress(chunk.span, into: &piece)
            guard piece.count < Self.pieceBytes else {
                gzip = consume stream
                return ByteBuffer(bytes: piece)
            }
            PageThread.letOthersRun()
        }
        stream.finish(into: &piece)
        return ByteBuffer(bytes: piece)
    }
}
