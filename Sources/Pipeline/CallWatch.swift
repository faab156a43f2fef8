package import AWS
package import Logging

/// Watches the calls to SQS: counts every exchange, and says in the log when the clocks differ.
package struct CallWatch: CallObserver {
    private let metrics: APIMetrics
    private let clock: ClockLog

    /// Takes what counts, and where to log.
    package init(metrics: APIMetrics, logger: Logger) {
        self.metrics = metrics
        clock = ClockLog(logger: logger)
    }

    /// Counts it.
    package func callEnded(operation: String, duration: Duration, error: ServiceError?) {
        metrics.callEnded(operation: operation, duration: duration, error: error)
    }

    /// Shows it, and logs it where it is news.
    package func clockCorrected(offsetSeconds: Int) {
        metrics.clockCorrected(offsetSeconds: offsetSeconds)
        clock.corrected(offsetSeconds: offsetSeconds)
    }
}
