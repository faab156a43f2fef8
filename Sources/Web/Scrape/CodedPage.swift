import Exposition
import Gzip

/// The body of an answer as it is sent: a page in its coding, a piece at a time.
///
/// An actor, so that the pieces are made on the pages' thread, and none before the client has taken the last one.
actor CodedPage {
    private let thread: PageThread
    private var page: ExpositionPage
    private var gzip: GzipStream?
    /// The length of what has been made so far, before it was compressed.
    private(set) var plainBytes = 0

    /// Compressed bytes are gathered to so many before they are sent.
    private static let pieceBytes = 32 << 10

    init(_ page: ExpositionPage, coding: ContentCoding, on thread: PageThread) {
        self.thread = thread
        self.page = page
        switch coding {
        case .identity: gzip = nil
        case .gzip: gzip = GzipStream()
        }
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    /// The next piece; nil at the end.
    func next() -> [UInt8]? {
        guard var stream = gzip.take() else { return nextPlain() }
        var piece: [UInt8] = []
        while let chunk = nextPlain() {
            stream.compress(chunk.span, into: &piece)
            guard piece.count < Self.pieceBytes else {
                gzip = consume stream
                return piece
            }
        }
        stream.finish(into: &piece)
        return piece
    }

    private func nextPlain() -> [UInt8]? {
        let chunk = page.next()
        plainBytes += chunk?.count ?? 0
        return chunk
    }
}
