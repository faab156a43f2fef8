import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct CommandTests {
        @Test func `stats prints the very lines that produce has printed`() async throws {
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: ["SQS_CREATE_QUEUES": "true"]
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                let produced = try await ProgramUnderTest.run(
                    ["produce", "--count", "500", "--rate", "0"],
                    environment: ExporterUnderTest.environment(endpoint: queue.endpoint)
                )
                try await waitUntil("all is counted") { try await exporter.counted() == 500 }
                let stats = try await ProgramUnderTest.run(["stats", "--url", exporter.url])
                #expect(produced.lines.count >= 5)
                #expect(stats.lines == produced.lines)
                #expect(stats.ending == .exited(0))
            }
        }

        @Test func `produce shows on a terminal how far it is, on one line`() async throws {
            try await withLocalSQS { queue in
                _ = try await Boto(endpoint: queue.endpoint).run("create", "events", "3")
                let command = "\(try ProgramUnderTest.path) produce --count 300 --rate 200 2>&1 >/dev/null"
                let outcome = try await Subprocess.run(
                    try SystemProgram.path(of: "script"),
                    ["--quiet", "--return", "--command", command, "/dev/null"],
                    environment: SystemProgram.bareEnvironment.merging(
                        ExporterUnderTest.environment(endpoint: queue.endpoint)
                    ) { $1 }
                )
                #expect(outcome.ending == .exited(0), "\(outcome.text)")
                let line = try #require(
                    outcome.output.firstMatch(of: #/\r(\d+) sent \((\d+)/s\), 0 of them broken, 0 refused/#),
                    "\(outcome.text)"
                )
                #expect(line.output.1 == line.output.2)
                #expect((1...300).contains(Int(line.output.1) ?? 0))
                // Written over, and ended at the end.
                let lines = outcome.output.replacing("\r\n", with: "\n").split(separator: "\n")
                #expect(lines.count { $0.contains(" sent (") } == 1, "\(outcome.text)")
            }
        }

        @Test func `broken messages that produce has sent are rejected and in the dead-letter queue`() async throws {
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: ["SQS_CREATE_QUEUES": "true"]
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                let production = try await Production.run(
                    "--count",
                    "400",
                    "--rate",
                    "0",
                    "--invalid-ratio",
                    "0.25",
                    endpoint: queue.endpoint
                )
                try await waitUntil("all is settled") {
                    try await exporter.metrics().sum("sqs_consumer_messages_deleted_total") == 400
                }
                let page = try await exporter.metrics()
                #expect(production.broken > 0)
                #expect(page.sum("sqs_consumer_messages_rejected_total") == Double(production.broken))
                #expect(page.sum("sqs_consumer_messages_dead_lettered_total") == Double(production.broken))
                #expect(await queue.counts()["events-dlq"]?.visible == production.broken)
                #expect(try await exporter.stats() == production.summaries)
            }
        }

        @Test func `stats says why it has nothing to print`() async throws {
            let port = try FreePort.find()
            let nobody = try await ProgramUnderTest.run(["stats", "--url", "http://127.0.0.1:\(port)"])
            #expect(nobody.ending == .exited(1))
            #expect(nobody.errors.contains("127.0.0.1"))
            #expect(nobody.output.isEmpty)

            try await withLocalSQS { queue in
                let another = try await ProgramUnderTest.run(["stats", "--url", queue.endpoint])
                #expect(another.ending == .exited(1))
                #expect(another.errors.contains("is it an sqs-exporter?"))
            }
        }

        @Test func `healthcheck ends with 0 where an exporter is healthy, else with 1 and the reason`() async throws {
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: ["SQS_CREATE_QUEUES": "true"]
                )
                defer { exporter.stop() }
                let port = try #require(exporter.url.split(separator: ":").last)
                let healthy = try await ProgramUnderTest.run(
                    ["healthcheck"],
                    environment: ["LISTEN_ADDRESS": "0.0.0.0:\(port)"]
                )
                #expect(healthy.hasNothingToSay)
                let refused = try await ProgramUnderTest.run(["healthcheck", "--url", exporter.url + "/nowhere"])
                #expect(refused.ending == .exited(1))
                #expect(refused.errors.contains("answered 404"))
                #expect(try await ProgramUnderTest.run(["healthcheck", "--url", queue.endpoint + "/health"]).succeeded)
            }
            let nobody = try await ProgramUnderTest.run(["healthcheck", "--url", "http://127.0.0.1:\(FreePort.find())"])
            #expect(nobody.ending == .exited(1))
            #expect(nobody.errors.contains("127.0.0.1"))
        }

        @Test func `stats --watch goes on while the exporter is away, and ends with its reader`() async throws {
            let port = try FreePort.find()
            let script =
                "\(try ProgramUnderTest.path) stats --watch --interval 0.1 --url http://127.0.0.1:\(port) | head -n 1"
            let watching = try Subprocess("/bin/sh", ["-c", script])
            defer { watching.stop() }
            try await waitUntil("it has said twice that nobody is there") {
                watching.errors.split(separator: "\n").count >= 2
            }
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: ["SQS_CREATE_QUEUES": "true", "LISTEN_ADDRESS": "127.0.0.1:\(port)"]
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                _ = try await Production.run("--count", "10", "--rate", "0", endpoint: queue.endpoint)
                #expect(try await watching.waitForEnd() == .exited(0))
                #expect(watching.output.split(separator: "\n").count == 1)
            }
        }

        @Test func `--version says what it is and what it is built on`() async throws {
            let outcome = try await ProgramUnderTest.run(["--version"])
            #expect(outcome.ending == .exited(0))
            #expect(
                outcome.output.wholeMatch(
                    of: /sqs-exporter, version \d+\.\d+\.\d+ \(swift \d\.\d\+?, libcurl\/\d+\.\d+\.\d+ .*\)\n/
                ) != nil,
                "\(outcome.output)"
            )
        }
    }
}
