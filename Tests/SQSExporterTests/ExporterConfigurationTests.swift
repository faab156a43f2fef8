import AWS
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
        #expect(consumer.monitorInterval == .seconds(15))
        #expect(consumer.invalidMessagePolicy == .deadLetter)
        #expect(consumer.shutdownTimeout == .seconds(25))
        #expect(configuration.deduplicationWindowSeconds == 3600)
        #expect(configuration.livenessTimeoutSeconds == 120)
        #expect(configuration.listenAddress == (try ListenAddress("0.0.0.0:8080")))
        #expect(configuration.log.level == .info)
        #expect(configuration.log.format == .logfmt)
        #expect(configuration.connection.endpoint.url == "https://sqs.eu-central-1.amazonaws.com/")
    }

    @Test func `every setting is read from its variable`() async throws {
        let configuration = try await ExporterConfiguration(
            environment: Self.aws.merging([
                "SQS_QUEUE_NAME": "orders", "DLQ_QUEUE_NAME": "morgue", "SQS_CREATE_QUEUES": "true",
                "SQS_VISIBILITY_TIMEOUT": "43200", "SQS_MAX_RECEIVE_COUNT": "1000", "MAX_MESSAGES_PER_BATCH": "1",
                "SQS_WAIT_TIME_SECONDS": "0", "SQS_RECEIVE_LOOPS_MAX": "256", "SQS_MONITOR_INTERVAL_SECONDS": "3600",
                "INVALID_MESSAGE_POLICY": "leave", "DEDUPLICATION_WINDOW_SECONDS": "60", "LISTEN_ADDRESS": "[::1]:9090",
                "LIVENESS_TIMEOUT_SECONDS": "30", "SHUTDOWN_TIMEOUT_SECONDS": "3600", "LOG_LEVEL": "critical",
                "LOG_FORMAT": "json",
            ]) { $1 }
        )
        let consumer = configuration.consumer
        #expect(consumer.queueName.text == "orders")
        #expect(consumer.deadLetterQueueName?.text == "morgue")
        #expect(consumer.createsQueues)
        #expect(consumer.visibilityTimeoutSeconds == 43_200)
        #expect(consumer.maxReceiveCount == 1000)
        #expect(consumer.messagesPerReceive == 1)
        #expect(consumer.waitSeconds == 0)
        #expect(consumer.receiveLoopsMax == 256)
        #expect(consumer.monitorInterval == .seconds(3600))
        #expect(consumer.invalidMessagePolicy == .leave)
        #expect(consumer.shutdownTimeout == .seconds(3600))
        #expect(configuration.deduplicationWindowSeconds == 60)
        #expect(configuration.livenessTimeoutSeconds == 30)
        #expect(configuration.listenAddress == (try ListenAddress("[::1]:9090")))
        #expect(configuration.log.level == .critical)
        #expect(configuration.log.format == .json)
    }

    @Test(arguments: [
        (nil, nil, "hands-on-interview"), (nil, "", "hands-on-interview"), (nil, "orders", "orders"),
        ("returns", nil, "returns"), ("returns", "orders", "returns"),
    ])
    func `an option wins over its variable, which wins over the default; an empty variable is none`(
        option: String?,
        variable: String?,
        expected: String
    ) async throws {
        var environment = Self.aws
        environment["SQS_QUEUE_NAME"] = variable
        let configuration = try await ExporterConfiguration(
            options: option.map { [.queueName: $0] } ?? [:],
            environment: environment
        )
        #expect(configuration.consumer.queueName.text == expected)
    }

    @Test(arguments: ["true", "TRUE", "1", "yes"])
    func `a flag is set in every usual spelling`(spelling: String) async throws {
        #expect(
            try await ExporterConfiguration(options: [.createQueues: spelling], environment: Self.aws).consumer
                .createsQueues
        )
    }

    @Test(arguments: mistakes)
    func `a mistake is named with its setting, its value and the cure`(
        setting: Setting,
        value: String,
        expected: String
    ) async throws {
        let error = await #expect(throws: ConfigurationError.self) {
            try await ExporterConfiguration(options: [setting: value], environment: Self.aws)
        }
        #expect(error?.mistakes == ["\(setting.rawValue) \(expected)"])
    }

    private static let badName =
        "is not a queue's name: use 1 to 80 letters, digits, - and _, with .fifo at the end for a FIFO queue"

    private static let mistakes: [(Setting, String, String)] = [
        (.queueName, "no name", badName),
        (.queueName, "orders.fifo", #"is "orders.fifo", a FIFO queue: only standard queues are supported"#),
        (
            .queueName, String(repeating: "a", count: 77),
            "leaves no room for -dlq behind it: shorten it to 76 characters"
        ),
        (.deadLetterQueueName, "no name", badName),
        (.deadLetterQueueName, "hands-on-interview", "is the main queue itself: name another queue, or unset it"),
        (.createQueues, "maybe", #"is "maybe"; write true or false"#),
        (.visibilityTimeout, "43201", #"is "43201"; write a whole number from 1 to 43200"#),
        (.visibilityTimeout, "-1", #"is "-1"; write a whole number from 1 to 43200"#),
        (.maxReceiveCount, "0", #"is "0"; write a whole number from 1 to 1000"#),
        (.messagesPerReceive, "11", #"is "11"; write a whole number from 1 to 10"#),
        (.waitTime, "21", #"is "21"; write a whole number from 0 to 20"#),
        (.waitTime, "1.5", #"is "1.5"; write a whole number from 0 to 20"#),
        (.receiveLoopsMax, "257", #"is "257"; write a whole number from 1 to 256"#),
        (.monitorInterval, "0", #"is "0"; write a whole number from 1 to 3600"#),
        (.invalidMessagePolicy, "burn", #"is "burn"; write one of dead-letter, leave, delete"#),
        (.deduplicationWindow, "59", #"is "59"; write a whole number from 60 to 1296000"#),
        (
            .listenAddress, "8080",
            #"is no address: "8080" has no port: write host:port, or :8080 for every interface"#
        ),
        (.livenessTimeout, "29", #"is "29"; write a whole number from 30 to 86400"#),
        (.shutdownTimeout, "0", #"is "0"; write a whole number from 1 to 3600"#),
        (.logLevel, "loud", #"is "loud"; write one of trace, debug, info, notice, warning, error, critical"#),
        (.logFormat, "xml", #"is "xml"; write one of logfmt, json"#),
    ]

    @Test func `all mistakes are told at once, those of AWS's variables among them, and none holds a secret`()
        async throws
    {
        let environment = [
            "AWS_SECRET_ACCESS_KEY": "MarkerThatNobodyMaySee", "AWS_REGION": "mars/north",
            "SQS_VISIBILITY_TIMEOUT": "soon", "LOG_FORMAT": "xml", "AWS_CA_BUNDLE": "/nowhere/ca.pem",
        ]
        let error = await #expect(throws: ConfigurationError.self) {
            try await ExporterConfiguration(environment: environment)
        }
        #expect(
            error?.mistakes == [
                #"SQS_VISIBILITY_TIMEOUT is "soon"; write a whole number from 1 to 43200"#,
                #"LOG_FORMAT is "xml"; write one of logfmt, json"#,
                "AWS_CA_BUNDLE: the CA bundle /nowhere/ca.pem cannot be read: No such file or directory",
                "AWS_SECRET_ACCESS_KEY is set but AWS_ACCESS_KEY_ID is not: set both",
                "AWS_REGION is no region: write it as eu-west-1",
            ]
        )
        let text = error.map { "\($0)" } ?? ""
        #expect(text.hasPrefix("the configuration has 5 mistakes:\n  - "))
        #expect(!text.contains("MarkerThatNobodyMaySee"))
    }

    @Test(arguments: [(nil, nil), ("2026-11-20T22:00:00Z", 1_795_212_000)])
    func `when the credentials expire is read from AWS's variable`(text: String?, seconds: Int?) async throws {
        var environment = Self.aws
        environment["AWS_CREDENTIAL_EXPIRATION"] = text
        let connection = try await ExporterConfiguration(environment: environment).connection
        #expect(connection.credentialsExpiration?.secondsSince1970 == seconds)
    }

    @Test func `a mistake alone is one mistake`() {
        #expect("\(ConfigurationError(mistakes: ["x"]))" == "the configuration has a mistake:\n  - x")
    }

    @Test func `without credentials it says where they were looked for`() async throws {
        let error = await #expect(throws: ConfigurationError.self) {
            try await ExporterConfiguration(environment: ["AWS_REGION": "eu-central-1"])
        }
        #expect(
            error?.mistakes == [
                "no AWS credentials in the environment: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
            ]
        )
    }
}
