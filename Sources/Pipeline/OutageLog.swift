import AWS
import Logging
import Synchronization

/// Logs an outage once when it begins, once when its kind changes, and once when it is over.
///
/// A queue that is away for a night is two lines in the log, not a line a retry; the metrics have the count. One that
/// fails now and then is in one outage, which is over with a success after five seconds without a failure; no line but
/// the first comes sooner after another.
final class OutageLog: Sendable {
    private struct Outage {
        var kind: ServiceError.Class
        var lastFailure: Duration
        var lastLine: Duration
    }

    private let logger: Logger
    private let activity: String
    private let time: SteadyTime
    private let outage = Mutex<Outage?>(nil)

    private static let quiet = Duration.seconds(5)

    init(activity: String, logger: Logger, time: SteadyTime = .real) {
        self.activity = activity
        self.logger = logger
        self.time = time
    }

    /// Notes a failure; a call that was cancelled is none.
    func failed(_ error: ServiceError) {
        guard error.class != .cancelled else { return }
        let now = time.now()
        let isNews = outage.withLock { outage in
            outage?.lastFailure = now
            if let known = outage, known.kind == error.class || now - known.lastLine < Self.quiet { return false }
            outage = Outage(kind: error.class, lastFailure: now, lastLine: now)
            return true
        }
        guard isNews else { return }
        logger.error(
            "\(activity) fails; trying on",
            metadata: ["class": "\(error.class.rawValue)", "code": "\(error.code)", "error": "\(error.message)"]
        )
    }

    func succeeded() {
        let isOver = outage.withLock { outage in
            guard let known = outage, time.now() - known.lastFailure >= Self.quiet else { return false }
            outage = nil
            return true
        }
        if isOver { logger.notice("\(activity) works again") }
    }
}
