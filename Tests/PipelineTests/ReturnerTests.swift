import AWS
import Testing

@testable import Pipeline

@Suite struct ReturnerTests {
    @Test(arguments: [(0, 5), (1, 5), (2, 10), (3, 20), (8, 640), (9, 900), (1000, 900)])
    func `a message is given back for the longer the more often it has been received`(receives: Int, seconds: Int) {
        #expect(Returner.ceilingSeconds(receives: receives) == seconds)
    }

    @Test func `the wait is drawn between a second and its ceiling`() async throws {
        let bench = try Bench()
        for _ in 0..<200 { await Returner(queue: bench.queue).giveBack([Self.left("1", receiveCount: 2)]) }
        let waits = Set(bench.queue.givenBack)
        #expect(waits.isSubset(of: (1...10).map { "1#2 after \($0) s" }))
        #expect(waits.count > 3)
    }

    @Test func `messages that were received as often are given back in one call`() async throws {
        let bench = try Bench()
        await Returner(queue: bench.queue).giveBack(
            [Self.left("1"), Self.left("2", receiveCount: 3), Self.left("3"), Self.left("4", receiveCount: 3)]
        )
        #expect(bench.queue.visibilitySizes == [2, 2])
    }

    @Test func `no message is given back sooner than asked, and a cancelled task gives back all the same`() async throws
    {
        let bench = try Bench()
        await Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            await Returner(queue: bench.queue).giveBack([Self.left("1")], notWithinSeconds: 21)
        }.value
        #expect(bench.queue.givenBack == ["1#1 after 21 s"])
    }

    private static func left(_ id: String, receiveCount: Int = 1) -> LeftMessage {
        LeftMessage(.pageView(id, receiveCount: receiveCount))
    }
}
