import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct ConfigurationTests {
        private static let secret = "MarkerThatNobodyMaySee"

        @Test func `names every mistake at once, and no secret`() async throws {
            let mistakes = [
                "SQS_QUEUE_NAME": "no good name", "SQS_VISIBILITY_TIMEOUT": "soon", "SQS_MAX_RECEIVE_COUNT": "0",
                "MAX_MESSAGES_PER_BATCH": "11", "SQS_WAIT_TIME_SECONDS": "21", "SQS_CREATE_QUEUES": "maybe",
                "INVALID_MESSAGE_POLICY": "burn", "LISTEN_ADDRESS": "nowhere", "LOG_LEVEL": "loud", "LOG_FORMAT": "xml",
                "SHUTDOWN_TIMEOUT_SECONDS": "0",
            ]
            let keys = [
                "AWS_SECRET_ACCESS_KEY": Self.secret, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_REGION": "eu-central-1",
            ]
            let outcome = try await ProgramUnderTest.run(["serve"], environment: mistakes.merging(keys) { $1 })
            #expect(outcome.ending == .exited(1))
            for name in mistakes.keys {
                #expect(outcome.errors.split(separator: "\n").count { $0.contains("- \(name) ") } == 1, "\(name)")
            }
            #expect(!outcome.text.contains(Self.secret))
        }

        @Test func `a missing queue is named with its region and endpoint, and what to do about it`() async throws {
            try await withLocalSQS { queue in
                let outcome = try await ProgramUnderTest.run(
                    ["serve"],
                    environment: ExporterUnderTest.environment(endpoint: queue.endpoint).merging(
                        ["SQS_QUEUE_NAME": "nobodys", "AWS_SECRET_ACCESS_KEY": Self.secret, "LOG_LEVEL": "trace"]
                    ) { $1 }
                )
                #expect(outcome.ending == .exited(1))
                let words = try #require(outcome.errors.split(separator: "\n").last { $0.hasPrefix("Error:") })
                for word in ["nobodys", "eu-central-1", queue.endpoint, "SQS_CREATE_QUEUES=true"] {
                    #expect(words.contains(word), "\(words)")
                }
                #expect(!outcome.text.contains(Self.secret))
            }
        }

        @Test(arguments: [nil, "eu-central-1"])
        func `that requests are signed for a region which nobody has set is said once`(region: String?) async throws {
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: ["SQS_CREATE_QUEUES": "true", "AWS_REGION": region ?? ""]
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                let lines = exporter.program.errors.split(separator: "\n").filter { $0.contains("no region is set") }
                #expect(lines.count == (region == nil ? 1 : 0))
                for word in ["level=warn", "us-east-1", "AWS_REGION"] {
                    #expect(lines.allSatisfy { $0.contains(word) }, "\(lines)")
                }
            }
        }

        @Test func `an SQS that is away is waited for, and the pages say so meanwhile`() async throws {
            let port = try FreePort.find()
            let exporter = try await ExporterUnderTest.start(
                endpoint: "http://127.0.0.1:\(port)",
                settings: [
                    "SQS_CREATE_QUEUES": "true", "AWS_SECRET_ACCESS_KEY": Self.secret, "AWS_SESSION_TOKEN": Self.secret,
                    "LOG_LEVEL": "trace",
                ]
            )
            defer { exporter.stop() }
            try await waitUntil("the reason is known") {
                try await exporter.get("/-/ready").body.contains("cannot be reached")
            }
            #expect(try await exporter.get("/-/ready").status == 503)
            #expect(try await exporter.get("/-/healthy").status == 200)
            #expect(try await exporter.get("/metrics").status == 200)
            #expect(try await exporter.get("/stats").body.hasPrefix("[]"))

            try await withLocalSQS(port: port) { queue in
                try await exporter.waitUntilReady()
                let production = try await Production.run("--count", "20", "--rate", "0", endpoint: queue.endpoint)
                try await waitUntil("it counts") { try await exporter.stats() == production.summaries }
            }
            #expect(!exporter.program.errors.contains(Self.secret))
        }

        @Test func `an SQS that goes away is noticed, and counting goes on when it is back`() async throws {
            let port = try FreePort.find()
            let exporter = try await ExporterUnderTest.start(
                endpoint: "http://127.0.0.1:\(port)",
                settings: ["SQS_CREATE_QUEUES": "true"]
            )
            defer { exporter.stop() }
            try await withLocalSQS(port: port) { _ in try await exporter.waitUntilReady() }
            try await waitUntil("it is not ready") { try await exporter.get("/-/ready").status == 503 }
            let failures = ["operation": "ReceiveMessage", "class": "network"]
            #expect(try await exporter.metrics().sum("sqs_api_errors_total", failures) ?? 0 > 0)
            #expect(exporter.program.errors.contains("receiving fails; trying on"))

            try await withLocalSQS(port: port) { queue in
                // The queues are gone with the server that held them.
                let boto = Boto(endpoint: queue.endpoint)
                _ = try await boto.run("create", "events", "3")
                let production = try await Production.run("--count", "20", "--rate", "0", endpoint: queue.endpoint)
                try await waitUntil("it counts again") { try await exporter.stats() == production.summaries }
                try await waitUntil("it says so") { exporter.program.errors.contains("receiving works again") }
            }
        }
    }
}
