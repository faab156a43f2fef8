import Testing

@testable import SQSExporter

@Suite struct ConfigurationFileTests {
    private func file(_ text: String) throws(ConfigurationError) -> ConfigurationFile {
        try ConfigurationFile(Array(text.utf8), path: "a.yml")
    }

    @Test(arguments: [
        ("", [:]),
        ("# nothing\n", [:]),
        ("---\n", [:]),
        ("{}", [:]),
        ("sqs_queue_name: orders", [Setting.queueName: "orders"]),
        ("sqs_queue_name: 'or''ders'", [.queueName: "or'ders"]),
        ("{\"sqs_queue_name\": \"orders\"}", [.queueName: "orders"]),
        ("sqs_wait_time_seconds: 10\nsqs_create_queues: yes", [.waitTime: "10", .createQueues: "yes"]),
        ("sqs_queue_name:\nlog_level: ~\nlog_format: ''\n", [:]),
        ("listen_address: :8080", [.listenAddress: ":8080"]),
        ("listen_address: [\":8080\", '[::1]:9090']", [.listenAddress: ":8080,[::1]:9090"]),
        ("listen_address: []", [:]),
        ("ledger_url: rediss://:pass#word@redis/0", [.ledgerURL: "rediss://:pass#word@redis/0"]),
        ("ledger_url: >-\n  sqlite:/var/lib/x y.sqlite\n", [.ledgerURL: "sqlite:/var/lib/x y.sqlite"]),
    ])
    func `reads settings by their variables' names in lower case`(text: String, settings: [Setting: String]) throws {
        #expect(try file(text).entries.mapValues(\.text) == settings)
    }

    private static let isAmazons = "is AWS's: set it in the environment, which keeps secrets out of files of settings"

    @Test func `knows every setting but the one that names it`() throws {
        let settings = Setting.allCases.filter { $0 != .configFile }
        let text = settings.map { "\($0.rawValue.lowercased()): x" }.joined(separator: "\n")
        let entries = try file(text).entries
        #expect(Set(entries.keys) == Set(settings))
        #expect(entries.values.map(\.line).sorted() == Array(1...settings.count))
    }

    @Test(arguments: [
        ("sqs_que_name: x", ["a.yml:1: there is no setting sqs_que_name; did you mean sqs_queue_name?"]),
        ("\n\nSQS_QUEUE_NAME: x", ["a.yml:3: there is no setting SQS_QUEUE_NAME; did you mean sqs_queue_name?"]),
        ("log-level: x", ["a.yml:1: there is no setting log-level; did you mean log_level?"]),
        (
            "aws_secret_access_key: MarkerThatNobodyMaySee",
            ["a.yml:1: aws_secret_access_key \(Self.isAmazons)"]
        ),
        (
            "AWS_REGION: x",
            ["a.yml:1: AWS_REGION \(Self.isAmazons)"]
        ),
        (
            "config_file: b.yml",
            ["a.yml:1: config_file names this file: set it in the environment or as an option"]
        ),
        ("log_level: [info]", ["a.yml:1: log_level must be one value: text, a number, true or false"]),
        ("log_level: {a: b}", ["a.yml:1: log_level must be one value: text, a number, true or false"]),
        ("listen_address: [[':1']]", ["a.yml:1: listen_address must be one value: text, a number, true or false"]),
        ("- sqs_queue_name", ["a.yml:1: write settings as key: value"]),
        ("orders", ["a.yml:1: write settings as key: value"]),
        (
            "log_level: info\nlog_levle: x\nlog_format: {}\n",
            [
                "a.yml:2: there is no setting log_levle; did you mean log_level?",
                "a.yml:3: log_format must be one value: text, a number, true or false",
            ]
        ),
    ])
    func `names file, line and key of every mistake, and no value`(text: String, mistakes: [String]) {
        let error = #expect(throws: ConfigurationError.self) { try file(text) }
        #expect(error?.mistakes == mistakes)
    }

    @Test(arguments: [
        "log_level: info\nlog_level: debug", "log_level: *level", "log_level: &a info", "log_level: [",
        "log_level: \u{1}",
        "log_level: info\n---\nlog_level: debug\n", "log_level: \"x",
    ])
    func `what is no YAML of ours is a mistake with its line`(text: String) {
        let error = #expect(throws: ConfigurationError.self) { try file(text) }
        #expect(error?.mistakes.count == 1)
        #expect(error?.mistakes.first?.contains(#/^a\.yml:\d+: ./#) == true)
    }

    @Test func `a value that makes no sense is a mistake of its line, unless something else decides`() async throws {
        let aws = ["AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "x", "AWS_REGION": "eu-central-1"]
        let written = try file("# Comment.\nlog_level: loud\nsqs_wait_time_seconds: 21\n")
        let error = await #expect(throws: ConfigurationError.self) {
            try await ExporterConfiguration(environment: aws, file: written)
        }
        #expect(
            error?.mistakes == [
                #"a.yml:3: sqs_wait_time_seconds is "21"; write a whole number from 0 to 20"#,
                #"a.yml:2: log_level is "loud"; write one of trace, debug, info, notice, warning, error, critical"#,
            ]
        )
        let overruled = await #expect(throws: ConfigurationError.self) {
            try await ExporterConfiguration(
                options: [.waitTime: "30"],
                environment: aws.merging(["LOG_LEVEL": "quiet"]) { $1 },
                file: written
            )
        }
        #expect(
            overruled?.mistakes == [
                #"SQS_WAIT_TIME_SECONDS is "30"; write a whole number from 0 to 20"#,
                #"LOG_LEVEL is "quiet"; write one of trace, debug, info, notice, warning, error, critical"#,
            ]
        )
    }
}
