import ServiceLifecycle
import ServiceLifecycleTestKit
import Support
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(2))) struct InFlightLimitTests {
    @Test func `room is taken until there is none, and again once it is given back`() async {
        let limit = InFlightLimit(20)
        #expect(limit.takeAtOnce(10))
        #expect(limit.takeAtOnce(10))
        #expect(!limit.takeAtOnce(1))
        async let waiting = limit.take(10)
        limit.giveBack(4)
        limit.giveBack(6)
        #expect(await waiting)
        #expect(!limit.takeAtOnce(1))
    }

    @Test func `who waits is served before who comes later`() async throws {
        let limit = InFlightLimit(10)
        #expect(limit.takeAtOnce(10))
        async let waiting = limit.take(10)
        try await waitUntil("it waits") {
            limit.giveBack(1)
            return !limit.takeAtOnce(1)
        }
        limit.giveBack(9)
        #expect(await waiting)
        #expect(!limit.takeAtOnce(1))
    }

    @Test func `a shutdown ends the wait, and takes nothing`() async {
        let limit = InFlightLimit(10)
        #expect(limit.takeAtOnce(10))
        await testGracefulShutdown { shutdown in
            async let waiting = limit.take(10)
            shutdown.triggerGracefulShutdown()
            #expect(await !waiting)
        }
        limit.giveBack(10)
        #expect(limit.takeAtOnce(10))
    }

    @Test func `a cancellation ends the wait`() async {
        let limit = InFlightLimit(10)
        #expect(limit.takeAtOnce(10))
        let task = Task { await limit.take(1) }
        task.cancel()
        #expect(await !task.value)
    }
}
