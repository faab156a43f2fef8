package import AWS
package import SQS

/// Finds the main queue and its dead-letter queue, or creates them where that is asked for.
package struct QueueFinder: Sendable {
    private let client: SQSClient
    private let endpoint: Endpoint
    private let settings: ConsumerSettings

    /// Takes the client, and its endpoint for the words of an error.
    package init(client: SQSClient, endpoint: Endpoint, settings: ConsumerSettings) {
        self.client = client
        self.endpoint = endpoint
        self.settings = settings
    }

    /// Finds both queues.
    ///
    /// The dead-letter queue is the one that is configured; else the one that the main queue's redrive policy names;
    /// else `{queueName}-dlq` if that exists.
    ///
    /// - Throws: ``ServiceError``; of class `missingQueue` when a queue that must exist does not.
    package func find() async throws(ServiceError) -> Queues {
        let source = try await sourceQueue()
        let sourceAttributes = try await source.attributes()
        let deadLetter = try await deadLetterQueue(of: sourceAttributes)
        return Queues(
            source: source,
            deadLetter: deadLetter,
            sourceRegion: source.region,
            sourceAttributes: sourceAttributes,
            deadLetterAttributes: try await deadLetter?.attributes()
        )
    }

    private func sourceQueue() async throws(ServiceError) -> SQSQueue {
        guard settings.createsQueues else { return try await existingQueue(settings.queueName) }
        if let existing = try await queueIfAny(settings.queueName) { return existing }
        let deadLetter = try await madeIfMissing(settings.deadLetterQueueName)
        guard let arn = try await deadLetter.attributes().arn else {
            throw .malformedAnswer("GetQueueAttributes answered without the ARN of \(deadLetter.name)")
        }
        let policy = RedrivePolicy(deadLetterTargetARN: arn, maxReceiveCount: settings.maxReceiveCount)
        return try await client.createQueue(
            named: settings.queueName,
            attributes: [
                "VisibilityTimeout": "\(settings.visibilityTimeoutSeconds)", "RedrivePolicy": policy.json,
            ]
        )
    }

    private func deadLetterQueue(of source: QueueAttributes) async throws(ServiceError) -> SQSQueue? {
        // A queue and its dead-letter queue are in one account and region, so the name is enough.
        let named =
            settings.deadLetterQueueName ?? source.redrivePolicy.flatMap { QueueARN($0.deadLetterTargetARN)?.name }
        if settings.createsQueues { return try await madeIfMissing(named) }
        if let named { return try await existingQueue(named) }
        guard let name = settings.defaultDeadLetterQueueName else { return nil }
        return try await queueIfAny(name)
    }

    private func madeIfMissing(_ deadLetterName: QueueName?) async throws(ServiceError) -> SQSQueue {
        guard let name = deadLetterName ?? settings.defaultDeadLetterQueueName else {
            let cure = "name its dead-letter queue with DLQ_QUEUE_NAME"
            throw ServiceError(
                class: .configuration,
                code: "InvalidQueueName",
                message: "\(settings.queueName.text)-dlq is too long for a queue's name: \(cure)"
            )
        }
        if let existing = try await queueIfAny(name) { return existing }
        // The longest there is: a message's age counts from its first sending, also in the dead-letter queue.
        return try await client.createQueue(named: name, attributes: ["MessageRetentionPeriod": "1209600"])
    }

    /// Finds a queue that must exist; the error names what was looked for and where.
    private func existingQueue(_ name: QueueName) async throws(ServiceError) -> SQSQueue {
        do throws(ServiceError) {
            return try await client.queue(named: name)
        } catch {
            let place = "queue \(name.text) in region \(endpoint.signingRegion) at \(endpoint.url)"
            var explained = error
            switch error.class {
            case .missingQueue:
                explained.message =
                    "\(place) does not exist: create it, set SQS_CREATE_QUEUES=true, or correct the name, the region or the "
                    + "endpoint"
            case .auth:
                explained.message = "\(place) is refused to these credentials: \(error.message)"
            case .throttle, .network, .server, .configuration, .other, .cancelled: break
            }
            throw explained
        }
    }

    /// Finds a queue that need not exist, or that we need not be allowed to see.
    private func queueIfAny(_ name: QueueName) async throws(ServiceError) -> SQSQueue? {
        do throws(ServiceError) {
            return try await client.queue(named: name)
        } catch {
            guard error.class == .missingQueue || error.class == .auth && name != settings.queueName else {
                throw error
            }
            return nil
        }
    }
}
