import Glibc
import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct IdleTests {
        @Test func `many loops empty a full queue, and one long poll at a time waits on an empty one`() async throws {
            try await withLocalSQS { queue in
                let settings = ["SQS_CREATE_QUEUES": "true"]
                let first = try await ExporterUnderTest.start(endpoint: queue.endpoint, settings: settings)
                defer { first.stop() }
                try await first.waitUntilReady()
                first.program.send(signal: SIGTERM)
                #expect(try await first.program.waitForEnd() == .exited(0))
                let production = try await Production.run("--count", "3000", "--rate", "0", endpoint: queue.endpoint)

                let exporter = try await ExporterUnderTest.start(endpoint: queue.endpoint)
                defer { exporter.stop() }
                try await waitUntil("several loops run") {
                    try await exporter.metrics().sum("sqs_consumer_receive_loops") ?? 0 > 1
                }
                try await waitUntil("one loop is left") {
                    let page = try await exporter.metrics()
                    return page.sum("sqs_consumer_messages_counted_total") == Double(production.messages)
                        && page.sum("sqs_consumer_receive_loops") == 1
                }

                let begin = ContinuousClock.now
                let before = try await receives(of: exporter)
                try await waitUntil("four more receives have ended") { try await receives(of: exporter) >= before + 4 }
                // The first may have begun before; each of the others waited a second.
                #expect(ContinuousClock.now - begin > .seconds(2.5))
            }
        }

        private func receives(of exporter: ExporterUnderTest) async throws -> Double {
            let labels = ["operation": "ReceiveMessage"]
            return try #require(try await exporter.metrics().sum("sqs_api_requests_total", labels))
        }
    }
}
