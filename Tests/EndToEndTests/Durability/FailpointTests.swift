import Glibc
import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct FailpointTests {
        /// The moment that tells "exactly once" from "at least once": the count is durable, the message still there.
        @Test(arguments: LedgerUnderTest.Kind.durable, [1, 7, 40])
        func `what was counted but not deleted when it died is deleted as a duplicate`(
            ledger: LedgerUnderTest.Kind,
            commits: Int
        ) async throws {
            let workload = Workload(count: 1000, seed: UInt64(commits))
            let store = try await LedgerUnderTest(ledger)
            try await withLocalSQS { queue in
                let doomed = try Replica(
                    endpoint: queue.endpoint,
                    ledger: store,
                    settings: ["SQS_EXPORTER_FAULT": "die-after-commit:\(commits)"]
                )
                defer { doomed.stop() }
                try await waitUntil("the queue has been created") { await queue.counts()["events"] != nil }
                try await QueueSender(endpoint: queue.endpoint).send(workload.bodies)
                try #require(try await doomed.end() == .killed(signal: SIGKILL))
                let held = await queue.held

                let survivor = try Replica(endpoint: queue.endpoint, ledger: store)
                defer { survivor.stop() }
                try await Replica.wait(for: "the queue to be empty", by: [survivor]) { await queue.isEmpty }
                let exporter = try await survivor.exporter()
                #expect(try await Counts(of: [exporter]).differences(from: workload) == [])
                let page = try await exporter.metrics()
                #expect(try #require(page.sum("sqs_consumer_messages_duplicate_total")) > 0)
                #expect(try #require(page.sum("sqs_consumer_messages_counted_total")) < Double(held))
            }
        }
    }
}
