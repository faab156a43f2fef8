import LocalSQS
import Support
import Testing

/// Events are sent and counted while the exporters that count them are killed again and again.
///
/// The queue delivers 2 % of the messages twice and fails 2 % of the deletes; what an exporter had in hand when it was
/// killed comes back after 2 seconds. The moments are spread over the whole of the work: each is a number of messages
/// that have left the queue, and a few milliseconds more. So the run adapts itself to the speed of the machine, some
/// exporters live long and some die while they start.
struct CrashRun {
    /// `CRASH_TEST_SEED` repeats a run, as far as the machine's own timing can be repeated.
    static let seed = TestEnvironment.number("CRASH_TEST_SEED", as: UInt64.self) ?? 20_201_006

    let ledger: LedgerUnderTest.Kind
    var replicas = 1
    var events = 20_000
    var kills = 21
    /// What the exporters are told to do wrong.
    var fault: String?

    /// Runs until the queue is empty; tells what was sent and what was counted.
    func run() async throws -> (sent: Workload, counted: Counts) {
        print("crash test of \(ledger), \(replicas) replicas: CRASH_TEST_SEED=\(Self.seed)")
        // Pages of several exporters can only be added up without rounding where the values allow it.
        let values = replicas == 1 ? Workload.Values.allCases : Workload.binary
        let workload = Workload(count: events, values: values, seed: Self.seed)
        let faults = FaultPlan(
            seed: Self.seed,
            faults: [.init(.deliverTwice, rate: 0.02), .init(.undeletable, rate: 0.02)]
        )
        let store = try await LedgerUnderTest(ledger)
        let counts = try await withLocalSQS(faults: faults) { queue in
            let sender = try QueueSender(endpoint: queue.endpoint)
            let replicas = try ["a", "b", "c"].prefix(replicas).map { name in
                try Replica(
                    name,
                    endpoint: queue.endpoint,
                    ledger: store,
                    settings: fault.map { ["SQS_EXPORTER_FAULT": $0] } ?? [:]
                )
            }
            defer { for replica in replicas { replica.stop() } }
            try await waitUntil("the queue has been created") { await queue.counts()["events"] != nil }
            async let sending: Void = sender.send(workload.bodies)
            try await crash(replicas, queue: queue, sender: sender)
            try await sending
            try await Replica.wait(for: "the queue to be empty", by: replicas) { await queue.isEmpty }
            return try await Counts(of: exporters(replicas))
        }
        return (workload, counts)
    }

    private func crash(_ replicas: [Replica], queue: LocalSQSServer, sender: QueueSender) async throws {
        var random = SplitMix64(seed: Self.seed)
        // The last tenth is left to those that live on.
        let moments = (0..<kills).map { _ in random.below(events * 9 / 10) }.sorted()
        for (number, moment) in moments.enumerated() {
            try await Replica.wait(for: "\(moment) messages to leave the queue", by: replicas) {
                sender.sent - (await queue.held) >= moment
            }
            try await Task.sleep(for: .milliseconds(random.below(40)))
            try await replicas[number % replicas.count].killAndRestart()
        }
    }

    private func exporters(_ replicas: [Replica]) async throws -> [ExporterUnderTest] {
        var exporters: [ExporterUnderTest] = []
        for replica in replicas { exporters.append(try await replica.exporter()) }
        return exporters
    }
}

extension LocalSQSServer {
    /// How many messages the queue `events` holds, copies included.
    var held: Int {
        get async {
            let counts = await counts()["events"] ?? .empty
            return counts.visible + counts.notVisible
        }
    }

    /// Whether every message has been deleted; one that went to the dead-letter queue has not.
    var isEmpty: Bool {
        get async { await counts() == ["events": .empty, "events-dlq": .empty] }
    }
}
