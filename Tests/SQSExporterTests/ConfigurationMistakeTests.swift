import Redis
import Testing

@testable import SQSExporter

@Suite struct ConfigurationMistakeTests {
    private static let aws = [
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "MarkerThatNobodyMaySee",
        "AWS_REGION": "eu-central-1",
    ]

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

    private static let badLedger =
        "names no ledger: write sqlite:PATH, redis://HOST:PORT/DB, rediss://…, unix:PATH or memory:"

    private static let mistakes: [(Setting, String, String)] = [
        (.queueName, "no name", badName),
        (.queueName, "orders.fifo", #"is "orders.fifo", a FIFO queue: only standard queues are supported"#),
        (.deadLetterQueueName, "no name", badName),
        (.deadLetterQueueName, "hands-on-interview", "is the main queue itself: name another queue, or unset it"),
        (.createQueues, "maybe", #"is "maybe"; write true or false"#),
        (.visibilityTimeout, "43201", #"is "43201"; write a whole number from 1 to 43200"#),
        (.visibilityTimeout, "-1", #"is "-1"; write a whole number from 1 to 43200"#),
        (.maxReceiveCount, "0", #"is "0"; write a whole number from 1 to 1000"#),
        (.messagesPerReceive, "11", #"is "11"; write a whole number from 1 to 10"#),
        (.messagesInFlightMax, "9", #"is "9"; write a whole number from 10 to 100000"#),
        (.waitTime, "21", #"is "21"; write a whole number from 0 to 20"#),
        (.waitTime, "1.5", #"is "1.5"; write a whole number from 0 to 20"#),
        (.receiveLoopsMax, "257", #"is "257"; write a whole number from 1 to 256"#),
        (.monitorInterval, "0", #"is "0"; write a whole number from 1 to 3600"#),
        (.invalidMessagePolicy, "burn", #"is "burn"; write one of dead-letter, leave, delete"#),
        (.eventIDField, "id", #"is "id": must start with /: write /id for the member "id""#),
        (.eventTypesMax, "0", #"is "0"; write a whole number from 1 to 1000000"#),
        (.eventTypes, "a,,b", #"has "", which is no type: write 1 to 128 bytes without control characters"#),
        (.eventTypes, "a, b,a", #"has "a" twice: leave one out"#),
        (.eventTypes, "a\tb", "has \"a\tb\", which is no type: write 1 to 128 bytes without control characters"),
        (.eventTypes, "a,__other__", "has __other__, which is for the events of all other types: leave it out"),
        (
            .eventTypes, (0...1000).map { "t\($0)" }.joined(separator: ","),
            "has 1001 types, more than MAX_EVENT_TYPES: raise that, or list fewer"
        ),
        (.eventTypeTTL, "-1", #"is "-1"; write a whole number from 0 to 31536000"#),
        (.eventValueBuckets, "1,two", #"has "two", which is no number: write numbers with commas between them"#),
        (.eventValueBuckets, "1,", #"has "", which is no number: write numbers with commas between them"#),
        (.eventValueBuckets, "1,+Inf", #"is "1,+Inf": the bucket bound inf is not a finite number"#),
        (.eventValueBuckets, "2,1", #"is "2,1": the bucket bound 1.0 does not lie above 2.0 before it"#),
        (.eventValueBuckets, "0,-0", #"is "0,-0": the bucket bound 0.0 does not lie above 0.0 before it"#),
        (.eventValueBuckets, (0...100).map { "\($0)" }.joined(separator: ","), "has 101 bounds; write 1 to 100"),
        (.ledgerURL, "sqlite:", "names no file: write sqlite:PATH"),
        (.ledgerURL, "mysql://root:secret@host", badLedger),
        (.ledgerURL, "secret", badLedger),
        (.ledgerURL, "memory:x", badLedger),
        (.ledgerURL, "redis://:secret@host:port", "is no address of Redis: \(RedisURLError.badPort)"),
        (.replicaID, "two words", #"is "two words"; write 1 to 128 letters, digits or signs of ASCII, without spaces"#),
        (.deduplicationWindow, "59", #"is "59"; write a whole number from 60 to 1296000"#),
        (
            .listenAddress, "8080",
            #"is no address: "8080" has no port: write host:port, or :8080 for every interface"#
        ),
        (.maxRequests, "10001", #"is "10001"; write a whole number from 0 to 10000"#),
        (.webConfigFile, "/nowhere/web.yml", "/nowhere/web.yml cannot be read: No such file or directory"),
        (.listenAddress, ":80, :81,:80", "has :80 twice: leave one out"),
        (
            .listenAddress, ":80,",
            #"is no address: "" has no port: write host:port, or :8080 for every interface"#
        ),
        (.systemdSocket, "maybe", #"is "maybe"; write true or false"#),
        (
            .telemetryPath, "/stats",
            #"is no path of a page: "/stats" is the place of another page: write /metrics, for example"#
        ),
        (.enableLifecycle, "maybe", #"is "maybe"; write true or false"#),
        (.createdSamples, "maybe", #"is "maybe"; write true or false"#),
        (.disableExporterMetrics, "maybe", #"is "maybe"; write true or false"#),
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
