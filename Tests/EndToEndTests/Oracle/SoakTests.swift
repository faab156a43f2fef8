import LocalSQS
import Support
import Testing

extension EndToEndTests {
    /// More work than the ledger can take, for long: what the exporter takes up does not grow.
    ///
    ///     SOAK_SECONDS=600 swift test --filter SoakTests
    @Suite struct SoakTests {
        private static let seconds = TestEnvironment.number("SOAK_SECONDS") ?? 40

        @Test(.disabled(if: TestEnvironment.isSanitized, "the sanitizer's own memory and pace would be judged"))
        func `memory, file descriptors and threads stay as they are`() async throws {
            let ledger = try await LedgerUnderTest(.sqlite)
            try await withLocalSQS { queue in
                let replica = try Replica(endpoint: queue.endpoint, ledger: ledger, settings: Self.settings)
                defer { replica.stop() }
                let exporter = try await replica.exporter()
                try await exporter.waitUntilReady()
                // Ends before this scope does.
                let sending = Task { try await Self.keepFull(queue) }
                defer { sending.cancel() }
                var samples: [ProcessFigures] = []
                var inHand: [Double] = []
                for _ in 0..<Self.seconds {
                    // One sample a second.
                    try await Task.sleep(for: .seconds(1))
                    samples.append(try ProcessFigures(of: exporter.program))
                    inHand.append(try #require(await exporter.metrics().sum("sqs_consumer_messages_inflight")))
                }
                try judge(samples)
                let median = inHand.sorted()[inHand.count / 2]
                #expect(300...500 ~= median, "the ledger was not what held it up")
                print("soak: \(try await exporter.counted()) messages counted, \(median) in hand")
            }
        }

        /// As many messages in hand as there may be; ids are remembered for as short a time as can be.
        private static let settings = [
            "SQS_EXPORTER_FAULT": "slow-commits:200", "SQS_RECEIVE_LOOPS_MAX": "32", "MAX_MESSAGES_IN_FLIGHT": "500",
            "DEDUPLICATION_WINDOW_SECONDS": "60",
        ]

        private static func keepFull(_ queue: LocalSQSServer) async throws {
            let sender = try QueueSender(endpoint: queue.endpoint)
            let body = #"{"type":"page_view","value":1,"occurred_at":"2020-10-06 10:02:05"}"#
            while !Task.isCancelled {
                try await sender.send(Array(repeating: body, count: 1000))
                while await queue.counts()["events"]?.visible ?? 0 > 10_000 {
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
        }

        /// The first half is for warming up.
        private func judge(_ samples: [ProcessFigures]) throws {
            let rest = samples.suffix(samples.count / 2)
            let first = try #require(rest.first)
            let megabytes = rest.map(\.megabytes)
            let most = try #require(megabytes.max())
            let least = try #require(megabytes.min())
            print("soak: \(first) … \(try #require(rest.last)), \(least)–\(most) MB")
            #expect(most < first.megabytes * 1.1)
            #expect(least > first.megabytes * 0.9)
            for figures in rest {
                #expect(figures.threads <= first.threads + 2)
                // Fewer are fine: connections that are not needed are closed.
                #expect(figures.fileDescriptors <= first.fileDescriptors + 4)
            }
        }
    }
}
