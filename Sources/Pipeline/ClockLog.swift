import Logging
import Synchronization

/// Logs that this machine's clock is wrong: once, again when it is wrong by a minute more or less, and when it is
/// right.
///
/// All calls that are under way are refused together, and correct the clock by nearly the same.
final class ClockLog: Sendable {
    private static let newsSeconds = 60

    private let logger: Logger
    /// What the log said last; nil before it said anything.
    private let told = Mutex<Int?>(nil)

    init(logger: Logger) {
        self.logger = logger
    }

    /// Notes that requests are dated so many seconds later than this machine's clock says.
    func corrected(offsetSeconds offset: Int) {
        let (isNews, isFirst) = told.withLock { told in
            if let last = told, abs(offset - last) <= Self.newsSeconds { return (false, false) }
            defer { told = offset }
            return (true, told == nil)
        }
        guard isNews else { return }
        if !isFirst, abs(offset) <= Self.newsSeconds {
            logger.notice("this machine's clock agrees with SQS's again")
        } else {
            logger.warning(
                """
                this machine's clock is \(abs(offset)) s \(offset < 0 ? "ahead of" : "behind") SQS's; requests are dated by \
                SQS's from now on: set this machine's clock, for lags and delays are measured by it
                """
            )
        }
    }
}
