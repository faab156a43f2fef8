import AWS
import Logging
import Synchronization

/// Logs an outage once when it begins, once when its kind changes, and once when it is over.
///
/// A queue that is away for a night is two lines in the log, not a line a retry; the metrics have the count.
final class OutageLog: Sendable {
    private let logger: Logger
    private let activity: String
    private let kind = Mutex<ServiceError.Class?>(nil)

    init(activity: String, logger: Logger) {
        self.activity = activity
        self.logger = logger
    }

    /// Notes a failure; a call that was cancelled is none.
    func failed(_ error: ServiceError) {
        guard error.class != .cancelled else { return }
        let changed = kind.withLock { kind in
            defer { kind = error.class }
            return kind != error.class
        }
        guard changed else { return }
        logger.error(
            "\(activity) fails; trying on",
            metadata: ["class": "\(error.class.rawValue)", "code": "\(error.code)", "error": "\(error.message)"]
        )
    }

    func succeeded() {
        let wasFailing = kind.withLock { kind in
            defer { kind = nil }
            return kind != nil
        }
        if wasFailing { logger.notice("\(activity) works again") }
    }
}
