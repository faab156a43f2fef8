import Exposition
import NIOCore

/// A page that is sent as it is, and of which no piece is made before it is asked for, nor kept.
///
/// An actor, so that the pieces are made on the pages' thread.
actor PlainPage {
    private let thread: PageThread
    private var page: ExpositionPage
    /// The length of what has been made so far.
    private(set) var bytes = 0

    init(_ page: ExpositionPage, on thread: PageThread) {
        self.thread = thread
        self.page = page
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    /// The next piece; nil at the end.
    func next() -> ByteBuffer? {
        guard let piece = page.next() else { return nil }
        bytes += piece.count
        return ByteBuffer(bytes: piece)
    }
}
