import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct LargeBodyTests {
        /// A hundred messages of 1 MiB, all recorded, none deleted: their bodies would be 100 MiB.
        @Test func `bodies are gone once they are recorded, however long deleting takes`() async throws {
            try await consume((0..<100).map { [Self.body($0, bytes: 1 << 20)] }, counted: 100)
        }

        /// 200 messages, of which every tenth is no event and stays; the bodies of the others would be 90 MiB.
        @Test func `bodies are gone too that came beside a message that stays`() async throws {
            let bodies = (0..<200).map { [$0.isMultiple(of: 10) ? "no event" : Self.body($0, bytes: 512 << 10)] }
            try await consume(bodies, counted: 180, settings: ["INVALID_MESSAGE_POLICY": "leave"])
        }

        private func consume(_ batches: [[String]], counted: Int, settings: [String: String] = [:]) async throws {
            try await withLocalSQS { queue in
                _ = try await Boto(endpoint: queue.endpoint).run("create", "events", "3")
                let sender = try QueueSender(endpoint: queue.endpoint)
                for batch in batches { try await sender.send(batch) }
                await queue.setFaults(FaultPlan(faults: [.init(.hold(seconds: 60), on: .deleteMessageBatch)]))
                let exporter = try await ExporterUnderTest.start(endpoint: queue.endpoint, settings: settings)
                defer { exporter.stop() }
                try await waitUntil("all are counted") { try await exporter.counted() == counted }
                let sent = Double(batches.joined().count)
                #expect(try await exporter.metrics().sum("sqs_consumer_messages_inflight") == sent)
                // The sanitizer has a memory of its own.
                guard !TestEnvironment.isSanitized else { return }
                #expect(try ProcessFigures(of: exporter.program).megabytes < 100)
            }
        }

        private static func body(_ number: Int, bytes: Int) -> String {
            let event = #"{"type":"page_view","value":\#(number),"occurred_at":"2020-10-06 10:02:05","more":""#
            return event + String(repeating: "x", count: bytes - event.utf8.count - 2) + "\"}"
        }
    }
}
