/// Something that happens once, at most, and can be waited for.
struct Signal: Sendable {
    private let stream: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func give() { continuation.finish() }

    func wait() async {
        for await _ in stream {}
    }
}
