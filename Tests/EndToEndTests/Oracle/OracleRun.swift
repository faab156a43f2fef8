import LocalSQS
import Support
import Testing

/// An exporter consumes while its queue does everything wrong that a queue can; then the faults stop, and it is judged.
///
///     ORACLE_SEED=7 ORACLE_SECONDS=600 swift test --filter OracleTests
struct OracleRun {
    static let maxReceiveCount = 12

    let seed: UInt64
    var seconds = TestEnvironment.number("ORACLE_SECONDS") ?? 60
    /// What the exporter is told to do wrong, beside committing slowly.
    var sabotage: [String] = []
    /// What must be well worth a complaint before the faults stop, which may take up to four times as long.
    ///
    /// On a slow machine little may have happened after ``seconds``.
    var awaitedComplaint: String?

    /// Runs, waits until the queue is empty, and gathers what is to be judged.
    func run() async throws -> OracleVerdict {
        print("oracle: ORACLE_SEED=\(seed) ORACLE_SECONDS=\(seconds)")
        let ledger = try await LedgerUnderTest(.sqlite)
        return try await withLocalSQS(recordsAccepted: true) { queue in
            let replica = try Replica(endpoint: queue.endpoint, ledger: ledger, settings: settings)
            defer { replica.stop() }
            let exporter = try await replica.exporter()
            try await exporter.waitUntilReady()
            // Ends with the faults, long before this scope does.
            let sending = Task { await send(to: queue.endpoint) }
            let deleted = try await suffer(queue, exporter)
            await queue.setFaults(.none)
            sending.cancel()
            await sending.value
            var patience = Self.longestHiding
            try? await waitUntil("the queue is empty", within: .seconds(120)) {
                try await drain(queue, exporter, &patience)
            }
            let verdict = OracleVerdict(
                accepted: await queue.acceptedMessages().filter { $0.queue == "events" },
                left: await queue.messages(in: "events"),
                deadLettered: await queue.messages(in: "events-dlq"),
                deletedWithTheirQueue: deleted,
                counted: Dictionary(uniqueKeysWithValues: try await exporter.stats().map { ($0.type, $0) }),
                spoiled: await queue.spoiledDeliveries(),
                page: try await exporter.metrics(),
                injected: await queue.injectedFaults()
            )
            let faults = verdict.injected.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            print("oracle: \(verdict.accepted.count) messages,", faults.joined(separator: " "))
            for cost in verdict.thrift.costs { print("oracle: \(cost)") }
            for complaint in verdict.complaints { print("oracle: \(complaint)") }
            if !verdict.complaints.isEmpty { print("oracle: \(exporter.program.errors)\n\(verdict.page.told)") }
            return verdict
        }
    }

    /// A commit takes longer than the visibility timeout, so that only what is extended stays in hand.
    private var settings: [String: String] {
        [
            // Each message has a type of its own, which tells them apart.
            "MAX_EVENT_TYPES": "1000000", "SQS_VISIBILITY_TIMEOUT": "5",
            "SQS_MAX_RECEIVE_COUNT": "\(Self.maxReceiveCount)",
            "SQS_RECEIVE_LOOPS_MAX": "32",
            "SQS_EXPORTER_FAULT": (["slow-commits:6000"] + sabotage).joined(separator: ","),
        ]
    }

    /// Lets faults come and go; returns the ids of messages that were lost with a queue.
    private func suffer(_ queue: LocalSQSServer, _ exporter: ExporterUnderTest) async throws -> Set<String> {
        var weather = FaultWeather(seed: seed)
        var deleted: Set<String> = []
        var isDeleted = false
        let begin = ContinuousClock.now
        let deletion = begin + .seconds(seconds / 2)
        while try await goesOn(after: .now - begin, at: queue, without: deleted, exporter) {
            await queue.setFaults(weather.next())
            // A spell lasts so long, whatever happens in it.
            try await Task.sleep(for: .seconds(weather.spellSeconds()))
            if seed.isMultiple(of: 2), !isDeleted, ContinuousClock.now > deletion {
                guard let gone = await queue.deleteQueue(named: "events") else { continue }
                deleted.formUnion(gone.messages.map(\.id))
                isDeleted = true
                // Long enough to be asked for while it is gone.
                try await Task.sleep(for: .seconds(1))
                await queue.recreate(gone)
            }
        }
        return deleted
    }

    /// Whether there are to be faults still.
    private func goesOn(
        after time: Duration,
        at queue: LocalSQSServer,
        without deleted: Set<String>,
        _ exporter: ExporterUnderTest
    ) async throws -> Bool {
        guard time >= .seconds(seconds) else { return true }
        guard let awaitedComplaint, time < .seconds(seconds * 4) else { return false }
        let thrift = OracleThrift(
            accepted: await queue.acceptedMessages().count { $0.queue == "events" },
            deleted: deleted.count,
            page: try await exporter.metrics(),
            injected: await queue.injectedFaults()
        )
        // What comes until the faults are over may explain a little more.
        return !thrift.costs.contains { $0.what == awaitedComplaint && $0.count > $0.limit * 1.1 }
    }

    /// Sends about 50 messages a second, whatever is answered: the queue's own book tells what it has taken.
    private func send(to endpoint: String) async {
        guard let sender = try? QueueSender(endpoint: endpoint) else { return }
        var number = 0
        while !Task.isCancelled {
            _ = try? await sender.send((number..<number + 10).map(OracleWorkload.body))
            number += 10
            // The pace.
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Twice what a message that was given back stays hidden at most.
    private static let longestHiding = Duration.seconds(1800)

    /// Whether the main queue is empty; what waits for its visibility timeout is not waited for as long.
    private func drain(
        _ queue: LocalSQSServer,
        _ exporter: ExporterUnderTest,
        _ patience: inout Duration
    ) async throws -> Bool {
        let counts = await queue.counts()["events"] ?? .empty
        guard counts != .empty else { return true }
        // The exporter has this long to receive what the last step forward has made visible.
        try await Task.sleep(for: .milliseconds(500))
        let inHand = try await exporter.metrics().sum("sqs_consumer_messages_inflight")
        if counts.visible == 0, inHand == 0, patience > .zero {
            await queue.advance(by: .seconds(30))
            patience -= .seconds(30)
        }
        return false
    }
}

extension MetricsPage {
    /// What the exporter tells of its own work, as far as it is not zero.
    fileprivate var told: String {
        samples
            .filter { $0.name.hasPrefix("sqs_") && !$0.name.hasSuffix("_bucket") && $0.value != 0 }
            .map { "\($0.name) \($0.labels.values.sorted().joined(separator: " ")) \($0.value)" }
            .joined(separator: "\n")
    }
}
