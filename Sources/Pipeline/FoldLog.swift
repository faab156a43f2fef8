import Events
import Logging
import Synchronization

/// Logs that events are folded: once, with the first type that is.
///
/// Who sends a type for every event would else fill the log as well; the counter tells how it goes on.
final class FoldLog: Sendable {
    private let settings: EventSettings
    private let logger: Logger
    private let isTold = Atomic(false)

    init(settings: EventSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// Notes that an event of this type has no series of its own.
    func folded(_ type: String) {
        // Whoever spells a type so has no type of its own, room or not.
        guard type != EventTypeName.other.text else { return }
        guard !isTold.load(ordering: .relaxed), !isTold.exchange(true, ordering: .relaxed) else { return }
        logger.warning(
            "\(reason), so its events are counted as \(EventTypeName.other.text) from now on, as are those of others like it",
            metadata: ["event_type": "\(type)"]
        )
    }

    private var reason: String {
        guard settings.listedTypes == nil else { return "a type of event is not in EVENT_TYPES" }
        return "there are MAX_EVENT_TYPES (\(settings.typesMax)) types of events, and another has come"
    }
}
