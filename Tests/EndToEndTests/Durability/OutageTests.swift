import LocalSQS
import Support
import Testing

extension EndToEndTests {
    /// A store that fails under load: nothing is lost, nothing counted twice, and the exporter waits without working.
    @Suite struct OutageTests {
        private static let length = Duration.seconds(10)

        @Test(.enabled(if: SmallDisk.isPossible, "mounting a small file system takes root"))
        func `a disk that is full for 10 seconds costs no count`() async throws {
            let disk = try SmallDisk()
            let ledger = LedgerUnderTest(url: "sqlite:\(disk.path(of: "ledger.sqlite"))")
            try await countThroughOutage(of: ledger, begin: disk.fill, over: disk.clear)
        }

        @Test func `a Redis that hangs for 10 seconds costs no count`() async throws {
            let ledger = try await LedgerUnderTest(.redis)
            let redis = try #require(ledger.redis)
            try await countThroughOutage(of: ledger, begin: redis.pause, over: redis.resume)
        }

        @Test func `a Redis that is killed for 10 seconds costs two replicas no count`() async throws {
            let ledger = try await LedgerUnderTest(.redis)
            let redis = try #require(ledger.redis)
            try await countThroughOutage(of: ledger, replicas: 2, begin: redis.kill, over: redis.startAgain)
        }

        /// Counts while more and more is sent, with an outage of the ledger in the midst of it.
        private func countThroughOutage(
            of ledger: LedgerUnderTest,
            replicas count: Int = 1,
            begin: () async throws -> Void,
            over: () async throws -> Void
        ) async throws {
            // Pages of several exporters can only be added up without rounding where the values allow it.
            let values = count == 1 ? Workload.Values.allCases : Workload.binary
            let workload = Workload(count: 12_000, values: values, seed: 3)
            try await withLocalSQS { queue in
                let replicas = try ["a", "b"].prefix(count).map { name in
                    try Replica(name, endpoint: queue.endpoint, ledger: ledger)
                }
                defer { for replica in replicas { replica.stop() } }
                var exporters: [ExporterUnderTest] = []
                for replica in replicas { exporters.append(try await replica.exporter()) }
                for exporter in exporters { try await exporter.waitUntilReady() }
                let sender = try QueueSender(endpoint: queue.endpoint)
                async let sending: Void = sender.send(workload.bodies)
                try await waitUntil("the exporter is at work") { sender.sent - (await queue.held) > 300 }

                try await begin()
                for exporter in exporters {
                    try await waitUntil("it says that it is not ready") {
                        try await exporter.get("/-/ready").status == 503
                    }
                    #expect(try await exporter.get("/-/ready").body.contains("ledger"))
                }
                try await sending
                try await waitUntil("what was recorded before is deleted") {
                    let held = await queue.held
                    try await Task.sleep(for: .milliseconds(500))
                    return await queue.held == held
                }
                let left = await queue.held
                let before = try exporters.map { try $0.program.cpuSeconds }
                try await Task.sleep(for: Self.length)
                #expect(await queue.held == left, "something was deleted that could not be recorded")
                for (exporter, before) in zip(exporters, before) {
                    #expect(try exporter.program.cpuSeconds - before < Self.length / .seconds(1) * 0.2)
                    #expect(try await exporter.get("/-/healthy").status == 200)
                    #expect(try await exporter.get("/-/ready").status == 503)
                }

                try await over()
                for exporter in exporters { try await exporter.waitUntilReady() }
                try await Replica.wait(for: "the queue to be empty", by: replicas) { await queue.isEmpty }
                #expect(try await Counts(of: exporters).differences(from: workload) == [])
                for exporter in exporters {
                    #expect(try #require(try await exporter.metrics().sum("sqs_ledger_errors_total")) > 0)
                    let lines = exporter.program.errors.split(separator: "\n")
                    #expect(lines.count { $0.contains("recording in the ledger fails") } == 1, "\(lines)")
                }
            }
        }
    }
}
