import Events
import Foundation
import Logging
import Pipeline
import Redis
import SQS
import Support
import Testing
import Web

@testable import SQSExporter

@Suite struct EverySettingTests {
    private static let aws = [
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "MarkerThatNobodyMaySee",
        "AWS_REGION": "eu-central-1",
    ]

    /// A value for each, and none of them its default; the web configuration file is one that there is.
    private static let values: [Setting: String] = [
        .queueName: "orders", .deadLetterQueueName: "morgue", .createQueues: "true", .visibilityTimeout: "43200",
        .maxReceiveCount: "1000", .messagesPerReceive: "1", .messagesInFlightMax: "1", .waitTime: "0",
        .receiveLoopsMax: "256", .monitorInterval: "3600", .invalidMessagePolicy: "leave", .eventIDField: "/meta/id",
        .eventTypes: "purchase, refund", .eventTypesMax: "2", .eventTypeTTL: "31536000",
        .eventValueBuckets: "-1,0.5,20", .ledgerURL: "rediss://redis.internal/2", .ledgerCAFile: "/etc/ca.pem",
        .replicaID: "exporter-1", .deduplicationWindow: "86401", .listenAddress: "[::1]:9090, :8080",
        .maxRequests: "10000", .systemdSocket: "true", .telemetryPath: "/figures", .enableLifecycle: "true",
        .disableExporterMetrics: "true", .createdSamples: "true", .livenessTimeout: "30", .shutdownTimeout: "3600",
        .logLevel: "critical", .logFormat: "json", .configFile: "/etc/exporter.yml",
    ]

    private func read(
        _ body: (_ values: [Setting: String], ExporterConfiguration) throws -> Void
    ) async throws {
        let folder = try TemporaryDirectory.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "web.yml")
        try Data("rate_limit: { burst: 1, interval: 1s }\n".utf8).write(to: file)
        let values = Self.values.merging([.webConfigFile: file.path]) { $1 }
        let variables = Dictionary(uniqueKeysWithValues: values.map { ($0.rawValue, $1) })
        try body(values, try await ExporterConfiguration(environment: Self.aws.merging(variables) { $1 }))
    }

    @Test func `every setting is read from its variable`() async throws {
        try await read { values, configuration in
            #expect(Set(values.keys) == Set(Setting.allCases))
            for (setting, value) in values {
                #expect(value != setting.defaultValue)
                #expect(configuration.texts[setting] == value)
            }
        }
    }

    @Test func `every setting of the queue is where the consumer looks for it`() async throws {
        try await read { _, configuration in
            let consumer = configuration.consumer
            #expect(consumer.queueName.text == "orders")
            #expect(consumer.deadLetterQueueName?.text == "morgue")
            #expect(consumer.createsQueues)
            #expect(consumer.visibilityTimeoutSeconds == 43_200)
            #expect(consumer.maxReceiveCount == 1000)
            #expect(consumer.messagesPerReceive == 1)
            #expect(consumer.waitSeconds == 0)
            #expect(consumer.receiveLoopsMax == 256)
            #expect(consumer.messagesInFlightMax == 1)
            #expect(consumer.monitorInterval == .seconds(3600))
            #expect(consumer.invalidMessagePolicy == .leave)
            #expect(consumer.shutdownTimeout == .seconds(3600))
            let pointer = try JSONPointer("/meta/id")
            #expect(consumer.eventIDField == pointer)
        }
    }

    @Test func `every setting of the events is where they are counted`() async throws {
        try await read { _, configuration in
            let events = configuration.consumer.events
            #expect(events.listedTypes?.map(\.text) == ["purchase", "refund"])
            #expect(events.typesMax == 2)
            #expect(events.typeTTLSeconds == 31_536_000)
            #expect(events.valueBuckets == [-1, 0.5, 20])
            #expect(configuration.ledger.windowSeconds == 86_401)
            let url = try RedisURL("rediss://redis.internal/2")
            #expect(configuration.ledger.store == .redis(url, caFile: "/etc/ca.pem"))
            #expect(configuration.ledger.replicaID == "exporter-1")
        }
    }

    @Test func `every setting of the web face and the log is where they look for it`() async throws {
        try await read { _, configuration in
            let web = configuration.web
            let addresses = [try ListenAddress("[::1]:9090"), try ListenAddress(":8080")]
            #expect(web.listenAddresses == addresses)
            #expect(web.maxRequests == 10_000)
            #expect(web.gate != nil)
            #expect(web.takesSystemdSockets)
            let path = try TelemetryPath("/figures")
            #expect(web.telemetryPath == path)
            #expect(web.enablesLifecycle)
            #expect(!web.showsExporterMetrics)
            #expect(web.showsCreatedSamples)
            #expect(configuration.livenessTimeoutSeconds == 30)
            #expect(configuration.log.level == .critical)
            #expect(configuration.log.format == .json)
        }
    }
}
