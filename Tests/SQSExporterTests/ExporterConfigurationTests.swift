import AWS
import Curl
import Events
import Logging
import Pipeline
import SQS
import Testing
import Web

@testable import SQSExporter

@Suite struct ExporterConfigurationTests {
    private static let aws = [
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "MarkerThatNobodyMaySee",
        "AWS_REGION": "eu-central-1",
    ]

    @Test func `without any setting everything has the default that the documentation gives`() async throws {
        let configuration = try await ExporterConfiguration(environment: Self.aws)
        let consumer = configuration.consumer
        #expect(consumer.queueName.text == "hands-on-interview")
        #expect(consumer.deadLetterQueueName == nil)
        #expect(!consumer.createsQueues)
        #expect(consumer.visibilityTimeoutSeconds == 300)
        #expect(consumer.maxReceiveCount == 3)
        #expect(consumer.messagesPerReceive == 10)
        #expect(consumer.waitSeconds == 20)
        #expect(consumer.receiveLoopsMax == 8)
        #expect(consumer.messagesInFlightMax == 1000)
        #expect(consumer.monitorInterval == .seconds(15))
        #expect(consumer.invalidMessagePolicy == .deadLetter)
        #expect(consumer.shutdownTimeout == .seconds(25))
        #expect(consumer.eventIDField == nil)
        #expect(consumer.events.listedTypes == nil)
        #expect(consumer.events.typesMax == 1000)
        #expect(consumer.events.typeTTLSeconds == 0)
        #expect(consumer.events.valueBuckets == EventMetrics.valueBuckets)
        #expect(configuration.ledger.windowSeconds == 3600)
        #expect(configuration.ledger.store == .sqlite(path: "./sqs-exporter.sqlite"))
        #expect(!configuration.ledger.replicaID.isEmpty)
        #expect(configuration.faults == [])
        #expect(configuration.livenessTimeoutSeconds == 120)
        #expect(configuration.web.listenAddresses == [try ListenAddress("0.0.0.0:8080")])
        #expect(!configuration.web.takesSystemdSockets)
        #expect(configuration.web.telemetryPath == .standard)
        #expect(!configuration.web.enablesLifecycle)
        #expect(configuration.web.showsExporterMetrics)
        #expect(!configuration.web.showsCreatedSamples)
        #expect(configuration.web.maxRequests == 40)
        #expect(configuration.web.gate == nil)
        #expect(configuration.log.level == .info)
        #expect(configuration.log.format == .logfmt)
        #expect(configuration.connection.endpoint.url == "https://sqs.eu-central-1.amazonaws.com/")
        #expect(configuration.texts[.configFile] == nil)
    }

    @Test func `types and buckets are lists, with or without spaces`() async throws {
        let configuration = try await ExporterConfiguration(
            options: [.eventTypes: " purchase, page view ,r\u{E9}fund", .eventValueBuckets: "-1, 0,2.5,1e3"],
            environment: Self.aws
        )
        let events = configuration.consumer.events
        #expect(events.listedTypes?.map(\.text) == ["purchase", "page view", "r\u{E9}fund"])
        #expect(events.valueBuckets == [-1, 0, 2.5, 1000])
    }

    @Test(arguments: [
        (nil, nil, nil, "hands-on-interview"), (nil, "", nil, "hands-on-interview"), (nil, "orders", nil, "orders"),
        ("returns", nil, nil, "returns"), ("returns", "orders", nil, "returns"), (nil, nil, "parcels", "parcels"),
        (nil, "", "parcels", "parcels"), (nil, "orders", "parcels", "orders"), ("returns", nil, "parcels", "returns"),
        ("returns", "orders", "parcels", "returns"), ("", "orders", "parcels", "hands-on-interview"),
        (nil, nil, "", "hands-on-interview"), (nil, nil, "~", "hands-on-interview"),
    ])
    func `an option wins over its variable, which wins over the file, which wins over the default`(
        option: String?,
        variable: String?,
        written: String?,
        expected: String
    ) async throws {
        var environment = Self.aws
        environment["SQS_QUEUE_NAME"] = variable
        let configuration = try await ExporterConfiguration(
            options: option.map { [.queueName: $0] } ?? [:],
            environment: environment,
            file: try written.map { try ConfigurationFile(Array("sqs_queue_name: \($0)".utf8), path: "a.yml") }
        )
        #expect(configuration.consumer.queueName.text == expected)
        #expect(configuration.texts[.queueName] == expected)
    }

    @Test(arguments: [("warn", Logger.Level.warning), ("WARN", .warning), ("warning", .warning), ("debug", .debug)])
    func `levels of the log are spelled as Prometheus's programs do too`(text: String, level: Logger.Level) async throws
    {
        let configuration = try await ExporterConfiguration(options: [.logLevel: text], environment: Self.aws)
        #expect(configuration.log.level == level)
    }

    @Test(arguments: ["true", "TRUE", "1", "yes"])
    func `a flag is set in every usual spelling`(spelling: String) async throws {
        #expect(
            try await ExporterConfiguration(options: [.createQueues: spelling], environment: Self.aws).consumer
                .createsQueues
        )
    }

    @Test(arguments: [(nil, nil), ("2026-11-20T22:00:00Z", 1_795_212_000)])
    func `when the credentials expire is read from AWS's variable`(text: String?, seconds: Int?) async throws {
        var environment = Self.aws
        environment["AWS_CREDENTIAL_EXPIRATION"] = text
        let connection = try await ExporterConfiguration(environment: environment).connection
        #expect(connection.credentialsExpiration?.secondsSince1970 == seconds)
    }

    @Test(arguments: [("300", "60", 600), ("300", "3600", 3600), ("43200", "3600", 86_400)])
    func `the ids of deleted messages are remembered for two visibility timeouts at least`(
        visibilityTimeout: String,
        window: String,
        expected: Double
    ) async throws {
        let configuration = try await ExporterConfiguration(
            options: [.visibilityTimeout: visibilityTimeout, .deduplicationWindow: window],
            environment: Self.aws
        )
        #expect(configuration.ledger.windowSeconds == expected)
    }

    @Test func `a queue's name may be as long as SQS allows, where its dead-letter queue has a name of its own`()
        async throws
    {
        let name = String(repeating: "a", count: 80)
        let configuration = try await ExporterConfiguration(options: [.queueName: name], environment: Self.aws)
        #expect(configuration.consumer.queueName.text == name)
        let error = await #expect(throws: ConfigurationError.self) {
            try await ExporterConfiguration(options: [.queueName: name, .createQueues: "true"], environment: Self.aws)
        }
        #expect(error?.mistakes.count == 1)
        #expect(error?.mistakes.first?.contains("DLQ_QUEUE_NAME") == true)
    }

    @Test func `as many connections are kept as the loops may use`() async throws {
        let configuration = try await ExporterConfiguration(options: [.receiveLoopsMax: "64"], environment: Self.aws)
        #expect(configuration.connection.http.idleConnections >= 3 * 64)
    }
}
