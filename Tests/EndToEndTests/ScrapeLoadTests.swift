import Foundation
import LocalSQS
import Support
import Testing

extension EndToEndTests {
    /// Whether scraping and consuming wait for each other.
    @Suite struct ScrapeLoadTests {
        private struct Report: Decodable {
            var pages: Int
            var refused: Int
            var broken: [String]
            var bytes: Int
            var slow: Int
            var healthy: Int
        }

        /// `LOAD_EVENT_TYPES=5000` makes the page one of 100,000 series and more, which wants a release build.
        private let types = ProcessInfo.processInfo.environment["LOAD_EVENT_TYPES"].flatMap(Int.init) ?? 200

        @Test func `consuming goes on beside a hundred slow clients and forty scrapers`() async throws {
            try await withLocalSQS { queue in
                let settings = ["SQS_CREATE_QUEUES": "true", "MAX_EVENT_TYPES": "100000"]
                let exporter = try await ExporterUnderTest.start(endpoint: queue.endpoint, settings: settings)
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                let sender = try QueueSender(endpoint: queue.endpoint)
                try await sender.send((0..<types).map { Self.event("type_\($0)") })
                try await waitUntil("all types are counted") { try await exporter.counted() == types }
                let idle = try await Self.rate(of: exporter, sender)
                let before = try ProcessFigures(of: exporter.program).megabytes

                async let outcome = Python.run("scrape_load.py", [exporter.url, "10", "100", "40"])
                try await Task.sleep(for: .seconds(2))
                let loaded = try await Self.rate(of: exporter, sender)
                let during = try ProcessFigures(of: exporter.program).megabytes
                let report = try JSONDecoder().decode(Report.self, from: Data(try await outcome.output.utf8))

                print("alone \(idle); under load \(loaded); \(before) MB, then \(during) MB; \(report)")
                #expect(report.broken == [])
                #expect(report.pages >= 40)
                #expect(report.slow == 100)
                #expect(report.healthy >= 3)
                #expect(during - before < 200)
                // What is sent at all suffers from the load too, on a machine of few cores.
                #expect(loaded.counted / loaded.sent > 0.5 * idle.counted / idle.sent)
                try await waitUntil("everything is counted") { try await exporter.counted() == sender.sent }
            }
        }

        /// Messages a second.
        private struct Rate {
            var sent: Double
            var counted: Double
        }

        /// What is counted of some three hundred messages a second that are sent, over four seconds.
        private static func rate(of exporter: ExporterUnderTest, _ sender: QueueSender) async throws -> Rate {
            let end = ContinuousClock.now + .seconds(5.5)
            return try await withThrowingTaskGroup { group in
                group.addTask {
                    while ContinuousClock.now < end {
                        try await sender.send((0..<30).map { event("type_\($0)") })
                        try await Task.sleep(for: .milliseconds(100))
                    }
                }
                try await Task.sleep(for: .seconds(1))
                let begin = ContinuousClock.now
                let before = (sent: sender.sent, counted: try await exporter.counted())
                try await Task.sleep(for: .seconds(4))
                let after = (sent: sender.sent, counted: try await exporter.counted())
                let seconds = (ContinuousClock.now - begin) / .seconds(1)
                try await group.waitForAll()
                return Rate(
                    sent: Double(after.sent - before.sent) / seconds,
                    counted: Double(after.counted - before.counted) / seconds
                )
            }
        }

        private static func event(_ type: String) -> String {
            #"{"type":"\#(type)","value":1,"occurred_at":"2020-10-06 10:02:05"}"#
        }
    }
}
