import AWS
import SQS
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(2))) struct QueueFinderTests {
    @Test func `both queues are created with the redrive policy between them where that is asked for`() async throws {
        try await withQueues { sqs, endpoint in
            var settings = ConsumerSettings(queueName: try QueueName("orders"))
            settings.createsQueues = true
            let queues = try await QueueFinder(client: sqs, endpoint: endpoint, settings: settings).find()
            #expect(queues.source.name == "orders")
            #expect(queues.deadLetter?.name == "orders-dlq")
            #expect(queues.sourceAttributes.visibilityTimeoutSeconds == 300)
            #expect(queues.sourceAttributes.redrivePolicy?.maxReceiveCount == 3)
            #expect(queues.sourceAttributes.redrivePolicy?.deadLetterTargetARN == queues.deadLetterAttributes?.arn)
            #expect(
                StartupChecks.warnings(
                    settings: settings,
                    source: queues.sourceAttributes,
                    deadLetter: queues.deadLetterAttributes
                ).isEmpty
            )
        }
    }

    @Test func `queues that exist are found and left as they are`() async throws {
        try await withQueues { sqs, endpoint in
            var settings = ConsumerSettings(queueName: try QueueName("orders"))
            settings.createsQueues = true
            _ = try await sqs.createQueue(named: QueueName("orders"), attributes: ["VisibilityTimeout": "7"])
            let queues = try await QueueFinder(client: sqs, endpoint: endpoint, settings: settings).find()
            #expect(queues.sourceAttributes.visibilityTimeoutSeconds == 7)
            #expect(queues.sourceAttributes.redrivePolicy == nil)
        }
    }

    @Test func `the dead-letter queue is the one that the redrive policy names`() async throws {
        try await withQueues { sqs, endpoint in
            let graveyard = try await sqs.createQueue(named: QueueName("graveyard"))
            let arn = try #require(try await graveyard.attributes().arn)
            let policy = RedrivePolicy(deadLetterTargetARN: arn, maxReceiveCount: 5)
            _ = try await sqs.createQueue(named: QueueName("orders"), attributes: ["RedrivePolicy": policy.json])
            let settings = ConsumerSettings(queueName: try QueueName("orders"))
            let queues = try await QueueFinder(client: sqs, endpoint: endpoint, settings: settings).find()
            #expect(queues.deadLetter?.name == "graveyard")
        }
    }

    @Test func `a queue without a redrive policy may have a dead-letter queue by its name`() async throws {
        try await withQueues { sqs, endpoint in
            _ = try await sqs.createQueue(named: QueueName("orders"))
            let settings = ConsumerSettings(queueName: try QueueName("orders"))
            let finder = QueueFinder(client: sqs, endpoint: endpoint, settings: settings)
            #expect(try await finder.find().deadLetter == nil)
            _ = try await sqs.createQueue(named: QueueName("orders-dlq"))
            #expect(try await finder.find().deadLetter?.name == "orders-dlq")
        }
    }

    @Test(arguments: [("orders", nil), ("known", "missing-dlq")])
    func `a queue that must exist and does not is an error that says where it was looked for`(
        name: String,
        deadLetterName: String?
    ) async throws {
        try await withQueues { sqs, endpoint in
            _ = try await sqs.createQueue(named: QueueName("known"))
            var settings = ConsumerSettings(queueName: try QueueName(name))
            settings.deadLetterQueueName = try deadLetterName.map(QueueName.init)
            let finder = QueueFinder(client: sqs, endpoint: endpoint, settings: settings)
            let error = await #expect(throws: ServiceError.self) { try await finder.find() }
            #expect(error?.class == .missingQueue)
            for word in [deadLetterName ?? name, "eu-west-1", endpoint.url, "SQS_CREATE_QUEUES"] {
                #expect(error?.message.contains(word) == true, "\(error?.message ?? "") lacks \(word)")
            }
        }
    }

    @Test(arguments: [nil, "graveyard"])
    func `a dead-letter queue that is missing beside a main queue that exists is created where that is asked for`(
        deadLetterName: String?
    ) async throws {
        try await withQueues { sqs, endpoint in
            _ = try await sqs.createQueue(named: QueueName("orders"))
            var settings = ConsumerSettings(queueName: try QueueName("orders"))
            settings.createsQueues = true
            settings.deadLetterQueueName = try deadLetterName.map(QueueName.init)
            let queues = try await QueueFinder(client: sqs, endpoint: endpoint, settings: settings).find()
            #expect(queues.deadLetter?.name == deadLetterName ?? "orders-dlq")
            #expect(queues.deadLetterAttributes?.retentionSeconds == 1_209_600)
        }
    }
}
