import Foundation
import Glibc
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

        @Test func `local-queue serves a queue until SIGTERM`() async throws {
            let program = try ProgramUnderTest.start(["local-queue", "--listen-address", "127.0.0.1:0"])
            defer { program.stop() }
            try await waitUntil("it listens") { program.errors.contains("endpoint=") }
            let port = try #require(program.errors.firstMatch(of: /endpoint="?http:\/\/127\.0\.0\.1:(\d+)/)?.output.1)
            #expect(try await PlainHTTP(port: #require(Int(port))).get("/health").status == 200)
            program.send(signal: SIGTERM)
            #expect(try await program.waitForEnd() == .exited(0))
        }

        /// Root may set socket options that others may not.
        @Test(.enabled(if: getuid() == 0))
        func `local-queue serves whoever runs it`() async throws {
            let port = try FreePort.find()
            // Where everybody can reach it, which is not said of the folder it was built in.
            let folder = try TemporaryDirectory.make()
            defer { try? FileManager.default.removeItem(at: folder) }
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
            let copy = folder.appending(path: "sqs-exporter").path
            try FileManager.default.copyItem(atPath: ProgramUnderTest.path, toPath: copy)
            let program = try Subprocess(
                SystemProgram.path(of: "setpriv"),
                ["--reuid", "65534", "--regid", "65534", "--clear-groups", "--", copy, "local-queue"]
                    + ["--listen-address", "127.0.0.1:\(port)"]
            )
            defer { program.stop() }
            try await waitUntil("it answers") { try await PlainHTTP(port: port).get("/health").status == 200 }
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

        @Test func `local-queue misbehaves as it is told, and every event counts once all the same`() async throws {
            let port = try FreePort.find()
            let queue = try ProgramUnderTest.start([
                "local-queue", "--listen-address", "127.0.0.1:\(port)",
                "--duplicate-rate", "1", "--delete-failure-rate", "0.2", "--seed", "7",
            ])
            defer { queue.stop() }
            let endpoint = "http://127.0.0.1:\(port)"
            let exporter = try await ExporterUnderTest.start(
                endpoint: endpoint,
                settings: ["SQS_CREATE_QUEUES": "true", "SQS_VISIBILITY_TIMEOUT": "1", "SQS_MAX_RECEIVE_COUNT": "100"]
            )
            defer { exporter.stop() }
            try await exporter.waitUntilReady()
            let production = try await Production.run("--count", "300", "--rate", "0", endpoint: endpoint)
            try await waitUntil("both copies of every message are deleted") {
                // More where a lease ends while its message is being deleted, on a machine that is slow.
                try await exporter.metrics().sum("sqs_consumer_messages_deleted_total") ?? 0 >= 600
            }
            #expect(try await exporter.stats() == production.summaries)
            let page = try await exporter.metrics()
            #expect(try #require(page.sum("sqs_consumer_messages_duplicate_total")) >= 300)
            #expect(try #require(page.sum("sqs_consumer_messages_delete_failures_total")) > 0)
        }

        @Test func `local-queue injects the faults of a file, and says how many`() async throws {
            let port = try FreePort.find()
            let folder = try TemporaryDirectory.make()
            defer { try? FileManager.default.removeItem(at: folder) }
            let file = folder.appending(path: "faults.json").path
            try #"{"faults": [{"kind": "reset", "on": "ReceiveMessage", "times": 2}]}"#
                .write(toFile: file, atomically: true, encoding: .utf8)
            let queue = try ProgramUnderTest.start([
                "local-queue", "--listen-address", "127.0.0.1:\(port)", "--faults", file,
            ])
            defer { queue.stop() }
            let exporter = try await ExporterUnderTest.start(
                endpoint: "http://127.0.0.1:\(port)",
                settings: ["SQS_CREATE_QUEUES": "true"]
            )
            defer { exporter.stop() }
            try await waitUntil("a receive has succeeded, so that both faults have happened") {
                let labels = ["operation": "ReceiveMessage"]
                let page = try await exporter.metrics()
                return page.sum("sqs_api_requests_total", labels) ?? 0 > page.sum("sqs_api_errors_total", labels) ?? 0
            }
            queue.send(signal: SIGTERM)
            #expect(try await queue.waitForEnd() == .exited(0))
            #expect(queue.errors.contains(#/msg="faults injected".* reset=2/#))
        }

        @Test func `local-queue says what is wrong with a file of faults`() async throws {
            let folder = try TemporaryDirectory.make()
            defer { try? FileManager.default.removeItem(at: folder) }
            let file = folder.appending(path: "faults.json").path
            try #"{"faults": [{"kind": "reset", "rate": 7}]}"#.write(toFile: file, atomically: true, encoding: .utf8)
            for (path, what) in [(file, "faults[0].rate is 7.0; write a number"), ("/nowhere", "cannot be read")] {
                let outcome = try await ProgramUnderTest.run(["local-queue", "--faults", path])
                #expect(outcome.ending == .exited(64))
                #expect(outcome.errors.contains(what), "\(outcome.errors)")
            }
        }

        @Test(arguments: ["--duplicate-rate", "--delete-failure-rate"])
        func `local-queue refuses a rate that is none`(option: String) async throws {
            for rate in ["1.5", "-0.1", "nan", "often"] {
                let outcome = try await ProgramUnderTest.run(["local-queue", "\(option)=\(rate)"])
                #expect(outcome.ending == .exited(64))
                #expect(outcome.errors.contains(option))
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

        @Test(arguments: ["serve", "produce", "local-queue", "demo", "stats", "healthcheck"])
        func `an unknown option is refused with the usage`(command: String) async throws {
            let outcome = try await ProgramUnderTest.run([command, "--frobnicate"])
            #expect(outcome.ending == .exited(64))
            #expect(outcome.errors.contains("--frobnicate"))
            #expect(outcome.errors.contains("Usage: sqs-exporter \(command)"))
            #expect(outcome.output.isEmpty)
        }
    }
}
