import InMemoryLogging
import Logging
import ServiceLifecycle
import ServiceLifecycleTestKit
import Support
import Synchronization
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(2))) struct StallWatchTests {
    private let time = ManualTime()

    private func watch(leastSeconds: Double = 30) -> StallWatch {
        StallWatch(leastSeconds: leastSeconds) { [time] in time.now.seconds }
    }

    @Test func `a step that takes longer than it can has stalled, and is named by loop, step and seconds`() async throws
    {
        let watch = watch()
        try await at(.recording, in: watch) {
            time.advance(by: .seconds(300))
            #expect(watch.stalls.isEmpty)
            time.advance(by: .seconds(1))
            #expect(watch.stalls.map(\.description) == ["receive loop 3 has been recording for 301 s"])
        }
        #expect(watch.stays.isEmpty)
    }

    @Test(arguments: [StallWatch.Step.waitingForLedger, .waitingForDeletions, .waitingForRoom])
    func `who waits on purpose has not stalled`(step: StallWatch.Step) async throws {
        let watch = watch()
        try await at(step, in: watch) {
            time.advance(by: .seconds(86_400))
            #expect(watch.stays.count == 1)
            #expect(watch.stalls.isEmpty)
        }
    }

    @Test func `nothing has stalled sooner than a receive may fail to succeed`() async throws {
        let watch = watch(leastSeconds: 600)
        try await at(.deleting, in: watch) {
            time.advance(by: .seconds(600))
            #expect(watch.stalls.isEmpty)
            time.advance(by: .seconds(1))
            #expect(watch.stalls.count == 1)
        }
    }

    @Test func `how soon something has stalled at the earliest can be changed meanwhile`() async throws {
        let watch = watch(leastSeconds: 600)
        try await at(.deleting, in: watch) {
            time.advance(by: .seconds(500))
            #expect(watch.stalls.isEmpty)
            watch.leastSeconds.value = 400
            #expect(watch.stalls.count == 1)
        }
    }

    @Test func `a stall is logged once when it begins and once when it ends`() async throws {
        let watch = watch()
        let log = InMemoryLogHandler()
        let logger = Logger(label: "test") { _ in log }
        try await at(.receiving, in: watch) {
            watch.logChanges(to: logger)
            time.advance(by: .seconds(151))
            for _ in 0..<3 { watch.logChanges(to: logger) }
        }
        for _ in 0..<3 { watch.logChanges(to: logger) }
        #expect(
            log.entries.map { "\($0.level): \($0.message)" } == [
                "error: receive loop 3 has been receiving for 151 s; it has stalled",
                "notice: receive loop 3 goes on",
            ]
        )
    }

    @Test func `stalls are logged without anybody asking for them`() async throws {
        let watch = watch()
        let log = InMemoryLogHandler()
        async let _: Void = watch.log(to: Logger(label: "test") { _ in log }, every: .milliseconds(1))
        try await at(.receiving, in: watch) {
            time.advance(by: .seconds(151))
            try await waitUntil("the stall is logged") { log.entries.count == 1 }
        }
        try await waitUntil("its end is logged") { log.entries.count == 2 }
    }

    @Test func `the receive loops log their stalls`() async throws {
        let (queue, ledger) = (ScriptedQueue(receives: [.messages([.pageView("1")])]), HeldLedger())
        let log = InMemoryLogHandler()
        var bench = try Bench(queue: queue, ledger: ledger) { [time] in time.now.seconds }
        bench.logger = Logger(label: "test") { _ in log }
        let loops = bench.loops(limit: 1, receivesEndWithin: .milliseconds(10))
        try await testGracefulShutdown { [time] shutdown in
            async let run: Void = loops.run()
            defer { ledger.release() }
            try await waitUntil("a commit is asked for") { ledger.calls == 1 }
            time.advance(by: .seconds(301))
            try await waitUntil("the stall is logged") {
                log.entries.contains { $0.message == "receive loop 1 has been recording for 301 s; it has stalled" }
            }
            ledger.release()
            shutdown.triggerGracefulShutdown()
            await run
        }
    }

    /// Has loop 3 be at a step while `body` runs.
    private func at(_ step: StallWatch.Step, in watch: StallWatch, _ body: () async throws -> Void) async throws {
        try await watch.during(step, by: .loop(3)) { () async throws in try await body() }
    }
}
