import Synchronization

/// Whether a connection is over, told to every thread before the callers are who wait for its answers.
///
/// The channel itself learns of it later: TLS says goodbye first.
final class Ending: Sendable {
    private let flag = Atomic(false)

    var hasCome: Bool { flag.load(ordering: .acquiring) }

    func come() { flag.store(true, ordering: .releasing) }
}
