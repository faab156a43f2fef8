import Events
package import Instruments

/// How consuming goes, from the receive to the deletion.
package struct ConsumerMetrics: Sendable {
    /// The reason of a body that did not have the MD5 which SQS sent with it.
    static let damagedBody = "md5_mismatch"
    /// From milliseconds to an hour.
    static let latencyBuckets: [Double] = [
        0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600,
    ]

    let receivesWithMessages: Counter
    let receivesEmpty: Counter
    let receiveErrors: Counter
    let received: Counter
    let redelivered: Counter
    let duplicate: Counter
    let counted: Counter
    let deleted: Counter
    let deleteFailures: Counter
    let deadLettered: Counter
    let exhausted: Counter
    let receiveCount: Histogram
    let lag: Histogram
    let eventDelay: Histogram
    let processingDuration: Histogram
    let extensions: Counter
    let extensionFailures: Counter
    let inFlight: Gauge
    let inFlightLimit: Gauge
    let receiveLoops: Gauge
    let lastSuccessfulReceive: Gauge
    let rejected: [String: Counter]

    /// Registers the families with every series that can be foreseen, at 0.
    package init(queue: String, registry: Registry) throws(RegistrationError) {
        func counter(_ name: String, _ help: String) throws(RegistrationError) -> Counter {
            try registry.counters("sqs_consumer_\(name)", help: help, by: ByQueue.self)[ByQueue(queue: queue)]
        }
        func gauge(_ name: String, _ help: String) throws(RegistrationError) -> Gauge {
            try registry.gauges("sqs_consumer_\(name)", help: help, by: ByQueue.self)[ByQueue(queue: queue)]
        }
        func histogram(
            _ name: String,
            _ help: String,
            buckets: [Double] = Self.latencyBuckets
        ) throws(RegistrationError) -> Histogram {
            let family = try registry.histograms("sqs_consumer_\(name)", help: help, buckets: buckets, by: ByQueue.self)
            return family[ByQueue(queue: queue)]
        }

        let receives = try registry.counters(
            "sqs_consumer_receive_requests_total",
            help: "ReceiveMessage calls by what they brought.",
            by: ByReceiveResult.self
        )
        receivesWithMessages = receives[ByReceiveResult(queue: queue, result: .messages)]
        receivesEmpty = receives[ByReceiveResult(queue: queue, result: .empty)]
        receiveErrors = receives[ByReceiveResult(queue: queue, result: .error)]
        received = try counter("messages_received_total", "Messages received, redeliveries included.")
        redelivered = try counter("messages_redelivered_total", "Messages received that had been received before.")
        duplicate = try counter(
            "messages_duplicate_total",
            "Messages received that had been counted or rejected already; deleted."
        )
        counted = try counter("messages_counted_total", "Messages whose event was counted.")
        deleted = try counter("messages_deleted_total", "Messages deleted from the queue.")
        deleteFailures = try counter(
            "messages_delete_failures_total",
            "Messages whose deletion failed; they come back and are recognised."
        )
        deadLettered = try counter(
            "messages_dead_lettered_total",
            "Invalid messages sent to the dead-letter queue by this exporter."
        )
        exhausted = try counter(
            "messages_exhausted_total",
            "Messages not settled on their last allowed receive; their next stop is the dead-letter queue."
        )
        let rejections = try registry.counters(
            "sqs_consumer_messages_rejected_total",
            help: "Messages that are no valid event, by reason.",
            by: ByReason.self
        )
        rejected = Dictionary(
            uniqueKeysWithValues: (EventError.allCases.map(\.rawValue) + [Self.damagedBody]).map { reason in
                (reason, rejections[ByReason(queue: queue, reason: reason)])
            }
        )
        receiveCount = try histogram(
            "message_receive_count",
            "How often a message had been received when it was received.",
            buckets: [1, 2, 3, 5, 10, 20]
        )
        lag = try histogram("message_lag_seconds", "From sending to the first receive of a message.")
        eventDelay = try histogram("event_delay_seconds", "From the occurrence of an event to its being counted.")
        processingDuration = try histogram(
            "processing_duration_seconds",
            "From the arrival of a message to its count being in the ledger."
        )
        extensions = try counter(
            "visibility_extensions_total",
            "Messages in hand whose visibility timeout was extended."
        )
        extensionFailures = try counter(
            "visibility_extension_failures_total",
            "Messages in hand whose visibility timeout could not be extended, lost leases included."
        )
        inFlight = try gauge("messages_inflight", "Messages received and not yet deleted or given back.")
        inFlightLimit = try gauge(
            "messages_inflight_limit",
            "Messages that may be in hand at once (MAX_MESSAGES_IN_FLIGHT)."
        )
        receiveLoops = try gauge("receive_loops", "Receive loops that run.")
        lastSuccessfulReceive = try gauge(
            "last_successful_receive_timestamp_seconds",
            "When a ReceiveMessage call last succeeded, with messages or without."
        )
    }

    func rejected(reason: String) {
        rejected[reason]?.increment()
    }
}
