import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct EventTypeTests {
        private static let typeCount = 300
        private static let bodies = (0..<typeCount).map { number in
            #"{"type":"type\#(number)","value":1,"occurred_at":"2020-10-06 10:00:00"}"#
        }

        @Test(arguments: LedgerUnderTest.Kind.durable)
        func `what is folded stays folded through kills and other limits, and nothing is lost`(
            ledger: LedgerUnderTest.Kind
        ) async throws {
            let store = try await LedgerUnderTest(ledger)
            try await withLocalSQS { queue in
                let sender = try QueueSender(endpoint: queue.endpoint)
                var own: Set<String> = []
                // Raised, types that were folded get a place with their next event; lowered, none loses its own.
                for (round, limit) in [20, 20, 30, 5].enumerated() {
                    let replica = try Replica(
                        endpoint: queue.endpoint,
                        ledger: store,
                        settings: ["MAX_EVENT_TYPES": "\(limit)"]
                    )
                    defer { replica.stop() }
                    try await waitUntil("the queue has been created") { await queue.counts()["events"] != nil }
                    try await sender.send(Self.bodies)
                    try await Replica.wait(for: "the queue to be empty", by: [replica]) { await queue.isEmpty }
                    let page = try await replica.exporter().metrics()
                    try await replica.kill()

                    let counts = page.values("events_total", by: "event_type")
                    #expect(counts.values.reduce(0, +) == Double(Self.typeCount * (round + 1)))
                    let types = Set(counts.keys).subtracting(["__other__"])
                    #expect(types.count == max(limit, own.count))
                    #expect(types.isSuperset(of: own))
                    own = types
                    #expect(page.sum("sqs_exporter_event_types") == Double(own.count))
                    #expect(page.sum("sqs_exporter_events_folded_total") == Double(Self.typeCount - own.count))
                }
            }
        }

        @Test(arguments: LedgerUnderTest.Kind.durable)
        func `a type that has expired stays gone, and the counts of the others do not change`(
            ledger: LedgerUnderTest.Kind
        ) async throws {
            let store = try await LedgerUnderTest(ledger)
            try await withLocalSQS { queue in
                let settings = ["EVENT_TYPE_TTL": "1", "MAX_EVENT_TYPES": "10"]
                let replica = try Replica(endpoint: queue.endpoint, ledger: store, settings: settings)
                defer { replica.stop() }
                try await waitUntil("the queue has been created") { await queue.counts()["events"] != nil }
                try await QueueSender(endpoint: queue.endpoint).send(Self.bodies)
                try await Replica.wait(for: "the queue to be empty", by: [replica]) { await queue.isEmpty }
                let exporter = try await replica.exporter()
                try await Replica.wait(for: "all types to expire", by: [replica]) {
                    try await exporter.metrics().sum("sqs_exporter_event_types") == 0
                }
                let page = try await exporter.metrics()
                let expired = try #require(page.sum("sqs_exporter_event_types_expired_total"))
                let counts = page.values("events_total", by: "event_type")
                #expect(expired >= 10)
                #expect(counts == ["__other__": Double(Self.typeCount) - expired])
                try await replica.killAndRestart()
                let after = try await replica.exporter()
                try await after.waitUntilReady()
                #expect(try await after.metrics().values("events_total", by: "event_type") == counts)
            }
        }

        @Test func `listed types are on the page at 0, and hostile ones add no series`() async throws {
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: [
                        "SQS_CREATE_QUEUES": "true", "EVENT_TYPES": "type7,purchase", "EVENT_VALUE_BUCKETS": "1,2",
                    ]
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                let start = try await exporter.metrics()
                #expect(start.values("events_total", by: "event_type") == ["type7": 0, "purchase": 0, "__other__": 0])
                #expect(start.values("event_value_bucket", by: "le") == ["1.0": 0, "2.0": 0, "+Inf": 0])
                #expect(try await exporter.stats() == [])

                try await QueueSender(endpoint: queue.endpoint).send(Self.bodies)
                try await waitUntil("the queue is empty") { await queue.isEmpty }
                let page = try await exporter.metrics()
                let counts = page.values("events_total", by: "event_type")
                #expect(counts == ["type7": 1, "purchase": 0, "__other__": Double(Self.typeCount - 1)])
                let seriesCounts = [start, page].map { $0.samples.count { $0.labels["event_type"] != nil } }
                #expect(seriesCounts[0] == seriesCounts[1])
                #expect(exporter.program.errors.split(separator: "\n").count { $0.contains("EVENT_TYPES") } == 1)
            }
        }
    }
}
