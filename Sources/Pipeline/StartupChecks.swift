import SQS

/// What can be wrong between two queues and a configuration without being an error; each is a line in the log.
enum StartupChecks {
    /// Compares what was configured with what SQS says.
    static func warnings(
        settings: ConsumerSettings,
        source: QueueAttributes,
        deadLetter: QueueAttributes?
    ) -> [String] {
        redriveWarnings(settings: settings, source: source, deadLetter: deadLetter)
            + retentionWarnings(source: source, deadLetter: deadLetter)
            + visibilityWarnings(settings: settings, source: source)
            + shutdownWarnings(settings: settings)
    }

    /// Compares the region that requests are signed for with the one that the queue's URL names, where it names one.
    static func warning(signingRegion: String, queues: Queues) -> String? {
        guard let region = queues.sourceRegion, region != signingRegion else { return nil }
        return
            "queue \(queues.source.name) is in \(region) by its URL, but requests are signed for \(signingRegion): correct "
            + "AWS_REGION, or the endpoint"
    }

    private static func redriveWarnings(
        settings: ConsumerSettings,
        source: QueueAttributes,
        deadLetter: QueueAttributes?
    ) -> [String] {
        guard let policy = source.redrivePolicy else {
            return [
                "queue \(settings.queueName.text) has no redrive policy: a message that cannot be processed comes back until "
                    + "its retention ends; set one, or start once with SQS_CREATE_QUEUES=true on a new queue"
            ]
        }
        var warnings: [String] = []
        if let arn = deadLetter?.arn, arn != policy.deadLetterTargetARN {
            warnings.append(
                "the redrive policy of \(settings.queueName.text) moves messages to \(policy.deadLetterTargetARN), but "
                    + "DLQ_QUEUE_NAME is \(arn): two dead-letter queues, of which only the second is watched"
            )
        }
        if policy.maxReceiveCount != settings.maxReceiveCount {
            warnings.append(
                "the redrive policy of \(settings.queueName.text) allows \(policy.maxReceiveCount) receives, "
                    + "SQS_MAX_RECEIVE_COUNT says \(settings.maxReceiveCount); the queue's own value holds"
            )
        }
        if policy.maxReceiveCount < 3 {
            warnings.append(
                "\(policy.maxReceiveCount) receives before the dead-letter queue are few: SQS may count a receive that "
                    + "never arrived; 3 or more are safe"
            )
        }
        return warnings
    }

    private static func retentionWarnings(source: QueueAttributes, deadLetter: QueueAttributes?) -> [String] {
        guard let source = source.retentionSeconds, let deadLetter = deadLetter?.retentionSeconds,
            deadLetter <= source
        else { return [] }
        return [
            "the dead-letter queue keeps messages for \(deadLetter) s, the main queue for \(source) s: age counts from "
                + "the first sending, so a message may expire soon after it is moved; give the dead-letter queue more"
        ]
    }

    private static func shutdownWarnings(settings: ConsumerSettings) -> [String] {
        guard settings.shutdownTimeout < .seconds(settings.waitSeconds + 3) else { return [] }
        return [
            "SHUTDOWN_TIMEOUT_SECONDS leaves no time for a receive of SQS_WAIT_TIME_SECONDS, "
                + "\(settings.waitSeconds) s, to end by itself: messages that SQS hands to it as it is abandoned stay hidden "
                + "for the visibility timeout; give the shutdown 5 s more than the wait"
        ]
    }

    private static func visibilityWarnings(settings: ConsumerSettings, source: QueueAttributes) -> [String] {
        guard let own = source.visibilityTimeoutSeconds, own != settings.visibilityTimeoutSeconds else { return [] }
        return [
            "queue \(settings.queueName.text) has a visibility timeout of \(own) s; this exporter receives with "
                + "SQS_VISIBILITY_TIMEOUT, \(settings.visibilityTimeoutSeconds) s"
        ]
    }
}
