import AWS
import Logging
import SQS
import ServiceLifecycle
import ServiceLifecycleTestKit
import Support
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(2))) struct ConsumerTests {
    @Test func `a consumer that stops closes its ledger, after the last message`() async throws {
        try await withQueues { sqs, endpoint in
            let queue = try await sqs.createQueue(named: QueueName("orders"))
            let body = Array(#"{"type":"page_view","value":1,"occurred_at":"2020-10-06 10:02:05"}"#.utf8)
            _ = try await queue.send([OutgoingMessage(body: body)])
            let ledger = HeldLedger(isReleased: true)
            try await running(ledger, sqs, endpoint) {
                try await waitUntil("the message is recorded") { ledger.calls == 1 }
                #expect(!ledger.isClosed)
            }
            #expect(ledger.isClosed)
        }
    }

    @Test func `a consumer that cannot start closes its ledger`() async throws {
        try await withQueues { sqs, endpoint in
            let ledger = HeldLedger()
            let consumer = try Bench(ledger: ledger).consumer(client: sqs, endpoint: endpoint)
            await #expect { try await consumer.run() } throws: { ($0 as? ServiceError)?.class == .missingQueue }
            #expect(ledger.isClosed)
        }
    }

    @Test func `the ledger is told how long the queues keep messages, whenever that changes`() async throws {
        try await withQueues { sqs, endpoint in
            let attributes = ["MessageRetentionPeriod": "120"]
            let queue = try await sqs.createQueue(named: QueueName("orders"), attributes: attributes)
            _ = try await sqs.createQueue(named: QueueName("orders-dlq"), attributes: ["MessageRetentionPeriod": "600"])
            let ledger = HeldLedger()
            try await running(ledger, sqs, endpoint) {
                try await waitUntil("the ledger is told") { ledger.unconfirmedSeconds.last == 600 + 86_400 }
                try await queue.setAttributes(["MessageRetentionPeriod": "1200"])
                try await waitUntil("the ledger is told again") { ledger.unconfirmedSeconds.last == 1200 + 86_400 }
            }
        }
    }

    @Test func `what a person should know of the queues is logged at the start`() async throws {
        try await withQueues { sqs, endpoint in
            _ = try await sqs.createQueue(named: QueueName("orders"))
            let log = LogLines()
            try await running(HeldLedger(), sqs, endpoint, log: log) {
                try await waitUntil("the last of it is logged") {
                    log.messages.contains { $0.hasPrefix("there is no dead-letter queue: invalid messages stay") }
                }
            }
            #expect(log.lines.contains("consuming dead_letter_queue=none queue=orders"))
            #expect(log.messages.contains { $0.hasPrefix("queue orders has no redrive policy") })
        }
    }

    private func running(
        _ ledger: HeldLedger,
        _ sqs: SQSClient,
        _ endpoint: Endpoint,
        log: LogLines = LogLines(),
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        var bench = try Bench(ledger: ledger)
        bench.logger = Logger(label: "test") { _ in log }
        bench.settings.waitSeconds = 1
        bench.settings.monitorInterval = .milliseconds(50)
        let consumer = try bench.consumer(client: sqs, endpoint: endpoint)
        try await testGracefulShutdown { shutdown in
            async let run: Void = consumer.run()
            try await body()
            shutdown.triggerGracefulShutdown()
            try await run
        }
    }
}
