import Foundation
import LocalSQS
import Support
import Testing

extension EndToEndTests {
    /// The pages as people see them: pytest drives a Chromium that opens the real program's.
    @Suite struct BrowserTests {
        @Test func `the pages show what was counted, and each call can be tried`() async throws {
            try await withExporter { exporter, queue in
                _ = try await Production.run("--count=500", "--rate=0", "--invalid-ratio=.1", endpoint: queue.endpoint)
                try await waitUntil("everything is settled") { await queue.counts()["events"] == .empty }
                try await Self.runSuite(["test_live.py", "test_docs.py", "test_everyone.py"], exporter, queue)
            }
        }

        @Test func `the live page says when the exporter is away, and goes on when it is back`() async throws {
            try await withExporter { exporter, queue in
                let options = ["--process=\(exporter.program.processID)"]
                try await Self.runSuite(["test_outage.py"], exporter, queue, options: options)
            }
        }

        @Test func `the pages have their pictures taken`() async throws {
            try await withExporter { exporter, queue in
                let producer = try Production.start("--rate", "20", "--invalid-ratio", "0.02", endpoint: queue.endpoint)
                defer { producer.stop() }
                let pictures = URL(filePath: #filePath).appending(path: "../../../../.build/screenshots")
                    .standardizedFileURL
                try? FileManager.default.removeItem(at: pictures)
                let options = ["--pictures=\(pictures.path)"]
                try await Self.runSuite(["test_pictures.py"], exporter, queue, options: options)
                let taken = try FileManager.default.contentsOfDirectory(atPath: pictures.path)
                #expect(taken.filter { $0.hasSuffix(".png") }.count == 8)
            }
        }

        private func withExporter(
            _ body: (ExporterUnderTest, LocalSQSServer) async throws -> Void
        ) async throws {
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: ["SQS_CREATE_QUEUES": "true"]
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                try await body(exporter, queue)
            }
        }

        private static func runSuite(
            _ files: [String],
            _ exporter: ExporterUnderTest,
            _ queue: LocalSQSServer,
            options: [String] = []
        ) async throws {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "browser")
            let options = ["-q", "--tb=short", "-p", "no:cacheprovider"] + options
            let servers = ["--exporter=\(exporter.url)", "--queue=\(queue.endpoint)"]
            let suite = try await Python.run(
                module: "pytest",
                options + servers + files.map { folder.appending(path: $0).path },
                within: .seconds(300)
            )
            if !suite.succeeded { Attachment.record(suite.text, named: "pytest.txt") }
            #expect(suite.succeeded, "\(suite.text.suffix(6000))")
        }
    }
}
