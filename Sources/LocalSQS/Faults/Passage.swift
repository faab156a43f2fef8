/// How an answer reaches its client.
enum Passage: Equatable {
    case whole
    /// After so long.
    case held(seconds: Double)
    /// So many bytes at a time.
    case slow(bytes: Int, everyMilliseconds: Int)
    /// The first half of its body, then no connection.
    case cut
    /// Not a byte of it.
    case reset

    /// Whether the client gets all of the answer if it has the patience.
    var isLate: Bool {
        switch self {
        case .held, .slow: true
        case .whole, .cut, .reset: false
        }
    }
}
