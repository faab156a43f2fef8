import Foundation
import LocalSQS
import Support
import Testing

extension EndToEndTests {
    @Suite struct ShutdownTests {
        @Test func `after SIGTERM under load every message is counted and deleted, or back in the queue`() async throws
        {
            try await withLocalSQS { queue in
                let first = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: ["SQS_CREATE_QUEUES": "true"]
                )
                defer { first.stop() }
                try await first.waitUntilReady()
                let producer = try Production.start(
                    "--rate",
                    "2000",
                    "--invalid-ratio",
                    "0.1",
                    endpoint: queue.endpoint
                )
                defer { producer.stop() }
                try await waitUntil("the exporter is at work") { try await first.counted() > 1000 }
                first.program.send(signal: SIGTERM)
                #expect(try await first.program.waitForEnd() == .exited(0))
                let production = try await Production.end(producer)

                let left = try #require(await queue.counts()["events"])
                let setAside = try #require(await queue.counts()["events-dlq"])
                #expect(left.notVisible == 0)
                let countedFirst = try #require(first.countedWhenStopped)
                #expect(countedFirst > 1000)
                #expect(countedFirst + setAside.visible + left.visible == production.messages)

                let second = try await ExporterUnderTest.start(endpoint: queue.endpoint)
                defer { second.stop() }
                try await waitUntil("the queue is empty", within: .seconds(120)) {
                    await queue.counts()["events"] == .empty
                }
                let countedSecond = try await second.counted()
                #expect(countedFirst + countedSecond + production.broken == production.messages)
                #expect(await queue.counts()["events-dlq"]?.visible == production.broken)
            }
        }

        @Test func `SIGTERM abandons a long poll in time, and the queue does not lose a message to it`() async throws {
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: [
                        "SQS_CREATE_QUEUES": "true", "SQS_WAIT_TIME_SECONDS": "20", "SHUTDOWN_TIMEOUT_SECONDS": "2",
                    ]
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                exporter.program.send(signal: SIGTERM)
                #expect(try await exporter.program.waitForEnd() == .exited(0))
                #expect(exporter.program.errors.contains("msg=stopped"))

                let production = try await Production.run("--count", "10", "--rate", "0", endpoint: queue.endpoint)
                #expect(await queue.counts()["events"]?.visible == production.messages)
            }
        }

        @Test func `what is in hand at SIGTERM stays hidden until it is counted and deleted`() async throws {
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: [
                        "SQS_CREATE_QUEUES": "true", "SQS_VISIBILITY_TIMEOUT": "6",
                        // Longer than the messages would stay hidden.
                        "SQS_EXPORTER_FAULT": "slow-commits:8000",
                    ]
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                await queue.setFaults(
                    FaultPlan(faults: [.init(.failEntry(senderFault: false), on: .deleteMessageBatch, times: 10)])
                )
                let production = try await Production.run("--count", "10", "--rate", "0", endpoint: queue.endpoint)
                try await waitUntil("all messages are in hand") { await queue.counts()["events"]?.notVisible == 10 }
                exporter.program.send(signal: SIGTERM)
                var seen = 0
                while exporter.program.isRunning {
                    seen = max(seen, await queue.counts()["events"]?.visible ?? 0)
                    try await Task.sleep(for: .milliseconds(20))
                }
                #expect(seen == 0)
                #expect(try await exporter.program.waitForEnd() == .exited(0))
                #expect(exporter.countedWhenStopped == production.messages)
                #expect(await queue.counts()["events"] == .empty)
                #expect(await queue.injectedFaults() == ["fail-entry": 10])
                #expect(exporter.program.errors.contains("SQS_EXPORTER_FAULT is set"))
            }
        }

        @Test func `a second signal ends it at once`() async throws {
            try await withLocalSQS { queue in
                let exporter = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: [
                        "SQS_CREATE_QUEUES": "true", "SQS_WAIT_TIME_SECONDS": "20", "SHUTDOWN_TIMEOUT_SECONDS": "3600",
                    ]
                )
                defer { exporter.stop() }
                try await exporter.waitUntilReady()
                exporter.program.send(signal: SIGTERM)
                try await waitUntil("it shuts down") {
                    try await exporter.get("/-/ready").body.contains("shutting down")
                }
                exporter.program.send(signal: SIGTERM)
                #expect(try await exporter.program.waitForEnd() == .exited(128 + SIGTERM))
                #expect(!exporter.program.errors.contains("msg=stopped"))
            }
        }

        /// What the memory ledger promises: the killed exporter's counts are gone, but no message of the queue is.
        ///
        /// A message that had been counted and not yet deleted is counted anew, by the exporter that comes after.
        @Test func `kill -9 under load loses no message that is still in the queue`() async throws {
            try await withLocalSQS { queue in
                let first = try await ExporterUnderTest.start(
                    endpoint: queue.endpoint,
                    settings: ["SQS_CREATE_QUEUES": "true"]
                )
                defer { first.stop() }
                try await first.waitUntilReady()
                let producer = try Production.start("--rate", "2000", endpoint: queue.endpoint)
                defer { producer.stop() }
                try await waitUntil("the exporter is at work") { try await first.counted() > 1000 }
                first.program.send(signal: SIGKILL)
                #expect(try await first.program.waitForEnd() == .killed(signal: SIGKILL))
                let production = try await Production.end(producer)
                let left = try #require(await queue.counts()["events"])
                #expect(left.visible + left.notVisible < production.messages)

                let second = try await ExporterUnderTest.start(endpoint: queue.endpoint)
                defer { second.stop() }
                try await second.waitUntilReady()
                await queue.advance(by: .seconds(301))
                try await waitUntil("the queue is empty", within: .seconds(120)) {
                    await queue.counts()["events"] == .empty
                }
                #expect(try await second.counted() == left.visible + left.notVisible)
                #expect(await queue.counts()["events-dlq"] == .empty)
            }
        }
    }
}

extension ExporterUnderTest {
    /// How many events it had counted, as it says in its last words.
    var countedWhenStopped: Int? {
        let words = program.errors.split(separator: "\n").last?.split(separator: " ") ?? []
        return words.first { $0.hasPrefix("counted=") }.flatMap { Int($0.dropFirst("counted=".count)) }
    }
}
