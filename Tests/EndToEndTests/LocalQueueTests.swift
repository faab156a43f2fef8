import Foundation
import Glibc
import Support
import Testing

extension EndToEndTests {
    @Suite struct LocalQueueTests {
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
    }
}
