import Synchronization
import Testing

@testable import Pipeline

@Suite struct ConsumerHealthTests {
    private final class Clock: Sendable {
        private let seconds = Mutex(1000.0)
        var now: Double { seconds.withLock { $0 } }
        func advance(by step: Double) { seconds.withLock { $0 += step } }
    }

    private let clock = Clock()

    private func health() -> ConsumerHealth { ConsumerHealth(limitSeconds: 60) { [clock] in clock.now } }

    @Test func `at the start it is healthy but not ready`() {
        let health = health()
        #expect(health.complaint == nil)
        #expect(health.obstacle != nil)
    }

    @Test func `it is ready from the first receive on`() {
        let health = health()
        health.receiveSucceeded()
        #expect(health.obstacle == nil)
    }

    @Test func `it is unhealthy when no receive has succeeded for longer than the limit`() {
        let health = health()
        health.receiveSucceeded()
        clock.advance(by: 61)
        #expect(health.complaint?.contains("61 s") == true)
        #expect(health.obstacle != nil)
    }

    @Test func `the limit can be changed, for stalls too`() async throws {
        let health = health()
        health.receiveSucceeded()
        health.setLimit(seconds: 600)
        clock.advance(by: 599)
        #expect(health.complaint == nil)
        health.setLimit(seconds: 30)
        #expect(health.complaint?.contains("(limit 30 s)") == true)
        #expect(health.watch.leastSeconds.value == 30)
    }

    @Test func `a start that never gets anywhere becomes unhealthy and says why`() {
        let health = health()
        health.troubled(by: "the queue cannot be reached (network): 7")
        clock.advance(by: 61)
        #expect(health.complaint?.contains("cannot be reached") == true)
    }

    @Test func `a failure makes it not ready until a receive succeeds`() {
        let health = health()
        health.receiveSucceeded()
        health.troubled(by: "receiving fails")
        #expect(health.obstacle == "receiving fails")
        #expect(health.complaint == nil)
        health.receiveSucceeded()
        #expect(health.obstacle == nil)
    }

    @Test func `it is not ready while it stops`() {
        let health = health()
        health.receiveSucceeded()
        health.stopping()
        #expect(health.obstacle == "shutting down")
    }

    @Test func `a stalled loop makes it unhealthy although others receive`() async {
        let health = health()
        await health.watch.during(.recording, by: .loop(2)) { () async in
            clock.advance(by: 301)
            health.receiveSucceeded()
            #expect(health.complaint == "receive loop 2 has been recording for 301 s")
        }
        #expect(health.complaint == nil)
    }

    @Test func `without a receive it says what was going on for longest`() async {
        let health = health()
        health.receiveSucceeded()
        await health.watch.during(.recording, by: .loop(1)) { () async in
            clock.advance(by: 61)
            #expect(
                health.complaint
                    == "no successful receive for 61 s (limit 60 s): receive loop 1 has been recording for 61 s"
            )
        }
    }

    @Test(arguments: [StallWatch.Step.waitingForDeletions, .waitingForRoom])
    func `loops that are held back on purpose do not make it unhealthy`(step: StallWatch.Step) async {
        let health = health()
        health.receiveSucceeded()
        await health.watch.during(step, by: .loop(1)) { () async in
            clock.advance(by: 3600)
            #expect(health.complaint == nil)
            health.heldBack()
        }
        #expect(health.complaint == nil)
    }

    @Test func `while the ledger is away it is not ready, whatever is received, and a restart is not asked for`() {
        let health = health()
        health.receiveSucceeded()
        clock.advance(by: 50)
        health.ledgerFailed("the ledger takes no commits: disk full")
        clock.advance(by: 50)
        #expect(health.complaint == nil)
        health.receiveSucceeded()
        #expect(health.obstacle == "the ledger takes no commits: disk full")
        health.ledgerWorks()
        #expect(health.obstacle == nil)
    }
}
