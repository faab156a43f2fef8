package import AWS
package import Instruments

/// What the calls to SQS cost and how they fail.
package struct APIMetrics: CallObserver {
    /// A long poll takes up to 20 seconds, its time-out 30.
    static let durationBuckets: [Double] = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 25, 30,
    ]

    /// What a consumer calls.
    static let operations = [
        "GetQueueUrl", "CreateQueue", "GetQueueAttributes", "ReceiveMessage", "DeleteMessageBatch",
        "ChangeMessageVisibilityBatch", "SendMessageBatch",
    ]

    private struct Series: Sendable {
        var requests: Counter
        var duration: Histogram
        var errors: [ServiceError.Class: Counter]
    }

    private let series: [String: Series]
    private let clockOffset: Gauge

    /// Registers the families with the series of every operation this program calls, at 0.
    package init(registry: Registry) throws(RegistrationError) {
        let requests = try registry.counters(
            "sqs_api_requests_total",
            help: "Requests sent to SQS.",
            by: ByOperation.self
        )
        let errors = try registry.counters(
            "sqs_api_errors_total",
            help: "Requests to SQS that failed, by what kind of failure it was.",
            by: ByOperationAndClass.self
        )
        let durations = try registry.histograms(
            "sqs_api_request_duration_seconds",
            help: "From sending a request to SQS to the end of its answer; a long poll waits by design.",
            buckets: Self.durationBuckets,
            by: ByOperation.self
        )
        clockOffset = try registry.gauge(
            "sqs_api_clock_offset_seconds",
            help: "How far SQS's clock is ahead of this machine's, by the last refusal for a wrong time; 0 without one."
        )
        series = Dictionary(
            uniqueKeysWithValues: Self.operations.map { name in
                let failures = ServiceError.Class.failures.map { failure in
                    (failure, errors[ByOperationAndClass(operation: name, class: failure)])
                }
                let labels = ByOperation(operation: name)
                return (
                    name,
                    Series(
                        requests: requests[labels],
                        duration: durations[labels],
                        errors: Dictionary(uniqueKeysWithValues: failures)
                    )
                )
            }
        )
    }

    /// Counts a request, its duration and, where it failed, its class.
    package func callEnded(operation: String, duration: Duration, error: ServiceError?) {
        guard let series = series[operation] else { return }
        series.requests.increment()
        series.duration.observe(duration.seconds)
        if let error { series.errors[error.class]?.increment() }
    }

    /// Shows what requests are dated by from now on.
    package func clockCorrected(offsetSeconds: Int) {
        clockOffset.set(Double(offsetSeconds))
    }
}

extension ServiceError.Class {
    /// Every class but the cancelled call, which is our own doing.
    fileprivate static var failures: [Self] { allCases.filter { $0 != .cancelled } }
}
