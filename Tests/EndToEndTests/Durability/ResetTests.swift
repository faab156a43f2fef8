import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct ResetTests {
        /// A counter that went backwards would make `rate()` see a jump of its whole height.
        @Test(arguments: LedgerUnderTest.Kind.durable)
        func `a Prometheus sees no counter go backwards while the exporter is killed and restarted`(
            ledger: LedgerUnderTest.Kind
        ) async throws {
            let (kills, portion) = (6, 1500)
            let workload = Workload(count: (kills + 1) * portion, seed: 6)
            let store = try await LedgerUnderTest(ledger)
            let port = try FreePort.find()
            try await withLocalSQS { queue in
                let replica = try Replica(
                    endpoint: queue.endpoint,
                    ledger: store,
                    settings: ["LISTEN_ADDRESS": "127.0.0.1:\(port)"]
                )
                defer { replica.stop() }
                try await waitUntil("the queue has been created") { await queue.counts()["events"] != nil }
                let prometheus = try await PrometheusServer.start(scraping: port, interval: "100ms")
                defer { prometheus.stop() }
                let sender = try QueueSender(endpoint: queue.endpoint)
                var rest = workload.bodies[...]
                for _ in 0..<kills {
                    let seen = try await prometheus.counted
                    try await sender.send(rest.prefix(portion))
                    rest = rest.dropFirst(portion)
                    try await Replica.wait(for: "Prometheus to see it count", by: [replica]) {
                        let counted = try await prometheus.counted
                        return counted != nil && counted != seen
                    }
                    try await replica.killAndRestart()
                }
                try await sender.send(rest)
                try await Replica.wait(for: "the queue to be empty", by: [replica]) { await queue.isEmpty }
                let counted = try await replica.exporter().counted()
                try await waitUntil("Prometheus has seen all") { try await prometheus.counted == Double(counted) }
                for counter in ["events_total", "events_value_total", "events_negative_value_total"] {
                    let resets = try await prometheus.values(of: "resets(\(counter)[10m])", by: "event_type")
                    #expect(resets == workload.totals.mapValues { _ in 0 }, "\(counter)")
                }
            }
        }
    }
}

extension PrometheusServer {
    /// How many events its target had counted at the last scrape; nil while the target does not answer.
    fileprivate var counted: Double? {
        get async throws { try await values(of: "sum by (queue)(events_total)", by: "queue")["events"] }
    }
}
