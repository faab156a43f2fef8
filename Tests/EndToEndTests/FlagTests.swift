import Foundation
import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct FlagTests {
        @Test func `--config.check validates everything, connects to nothing and says it in one line`() async throws {
            let folder = try TemporaryDirectory.make()
            defer { try? FileManager.default.removeItem(at: folder) }
            let (good, bad) = (folder.appending(path: "good.yml"), folder.appending(path: "bad.yml"))
            try "sqs_queue_name: orders\n".write(to: good, atomically: true, encoding: .utf8)
            try "sqs_queue_name: no name\nlog_level: loud\n".write(to: bad, atomically: true, encoding: .utf8)
            // Nobody is there.
            let environment = ExporterUnderTest.environment(endpoint: "http://127.0.0.1:1")
                .filter { $0.key != "SQS_QUEUE_NAME" }

            let valid = try await ProgramUnderTest.run(
                ["--config.check", "--config.file", good.path],
                environment: environment
            )
            #expect(valid.ending == .exited(0))
            #expect(valid.lines == ["the configuration is valid"])
            #expect(valid.errors.isEmpty)

            let wrong = try await ProgramUnderTest.run(
                ["serve", "--config.check", "--config.file", bad.path, "--log.format", "xml"],
                environment: environment
            )
            #expect(wrong.ending == .exited(1))
            #expect(wrong.output.isEmpty)
            for mistake in ["\(bad.path):1: sqs_queue_name ", "\(bad.path):2: log_level ", "LOG_FORMAT is \"xml\""] {
                #expect(wrong.errors.contains("  - \(mistake)"), "\(wrong.errors)")
            }
        }

        @Test func `listens on every address that was given, and shows the metrics where they were put`() async throws {
            try await withLocalSQS { queue in
                let environment = ExporterUnderTest.environment(endpoint: queue.endpoint)
                    .merging(["SQS_CREATE_QUEUES": "true", "WEB_DISABLE_EXPORTER_METRICS": "true"]) { $1 }
                let program = try ProgramUnderTest.start(
                    [
                        "serve", "--web.listen-address", "127.0.0.1:0", "--web.listen-address=127.0.0.1:0",
                        "--web.telemetry-path", "/figures",
                    ],
                    environment: environment
                )
                defer { program.stop() }
                let ports = try await program.waitFor("where it listens twice", listeningPorts)
                #expect(Set(ports).count == 2)
                for port in ports {
                    let page = try await PlainHTTP(port: port).get("/figures")
                    #expect(page.status == 200)
                    #expect(page.body.contains("sqs_exporter_build_info{"))
                    #expect(!page.body.contains("process_"))
                    #expect(try await PlainHTTP(port: port).get("/metrics").status == 404)
                }
                program.send(signal: SIGTERM)
                #expect(try await program.waitForEnd() == .exited(0))
                for port in ports {
                    let http = PlainHTTP(port: port)
                    await #expect(throws: PlainHTTP.Failure.connectionRefused) { try await http.get("/") }
                }
            }
        }

        @Test func `takes over the sockets that systemd has opened`() async throws {
            try await withLocalSQS { queue in
                let environment = ExporterUnderTest.environment(endpoint: queue.endpoint)
                    .merging(["SQS_CREATE_QUEUES": "true"]) { $1 }
                let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                    .appending(path: "Peers/socket_activation.py").path
                let program = try Subprocess(
                    Python.interpreter,
                    [script, "2", ProgramUnderTest.path, "serve", "--web.systemd-socket"],
                    environment: SystemProgram.bareEnvironment.merging(environment) { $1 }
                )
                defer { program.stop() }
                let ports = try await program.waitFor("where it listens twice", listeningPorts)
                let opened = program.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
                #expect(Set(ports) == Set(opened))
                for port in ports {
                    #expect(try await PlainHTTP(port: port).get("/metrics").body.contains("sqs_exporter_build_info{"))
                    #expect(try await PlainHTTP(port: port).get("/-/healthy").status == 200)
                }
                program.send(signal: SIGTERM)
                #expect(try await program.waitForEnd() == .exited(0))
            }
        }

        @Test func `without sockets of systemd it says where they should come from`() async throws {
            let outcome = try await ProgramUnderTest.run(
                ["serve", "--web.systemd-socket"],
                environment: ExporterUnderTest.environment(endpoint: "http://127.0.0.1:1")
            )
            #expect(outcome.ending == .exited(1))
            #expect(outcome.errors.contains("WEB_SYSTEMD_SOCKET finds no socket passed by systemd"))
        }

        /// Nil until there are two.
        private func listeningPorts(_ program: Subprocess) -> [Int]? {
            let ports = program.errors.split(separator: "\n").filter { $0.contains("msg=listening ") }
                .compactMap { $0.split(separator: ":").last.flatMap { Int($0) } }
            return ports.count == 2 ? ports : nil
        }
    }
}
