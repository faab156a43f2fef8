import Logging
import Synchronization

/// The lowest level that is logged, which can be moved while the program runs.
final class LogThreshold: Sendable {
    /// The place of the level among all of them: reading it costs no lock, and every line that is not logged reads it.
    private let place: Atomic<Int>
    /// The enumeration would make them anew each time.
    private static let levels = Logger.Level.allCases

    init(_ level: Logger.Level) {
        place = Atomic(Self.place(of: level))
    }

    var level: Logger.Level {
        get { Self.levels[place.load(ordering: .relaxed)] }
        set { place.store(Self.place(of: newValue), ordering: .relaxed) }
    }

    private static func place(of level: Logger.Level) -> Int { levels.firstIndex(of: level) ?? 0 }
}
