import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct LargeBodyTests {
        /// A hundred messages of 1 MiB, all recorded, none deleted: their bodies would be 100 MiB.
        @Test func `bodies are gone once they are recorded, however long deleting takes`() async throws {
            try await withLocalSQS { queue in
                _ = try await Boto(endpoint: queue.endpoint).run("create", "events", "3")
                let sender = try QueueSender(endpoint: queue.endpoint)
                for number in 0..<100 { try await sender.send([Self.body(number)]) }
                await queue.setFaults(FaultPlan(faults: [.init(.hold(seconds: 60), on: .deleteMessageBatch)]))
                let exporter = try await ExporterUnderTest.start(endpoint: queue.endpoint)
                defer { exporter.stop() }
                try await waitUntil("all are counted") { try await exporter.counted() == 100 }
                #expect(try await exporter.metrics().sum("sqs_consumer_messages_inflight") == 100)
                // The sanitizer has a memory of its own.
                guard !TestEnvironment.isSanitized else { return }
                #expect(try ProcessFigures(of: exporter.program).megabytes < 100)
            }
        }

        private static func body(_ number: Int) -> String {
            let event = #"{"type":"page_view","value":\#(number),"occurred_at":"2020-10-06 10:02:05","more":""#
            return event + String(repeating: "x", count: (1 << 20) - event.utf8.count - 2) + "\"}"
        }
    }
}
