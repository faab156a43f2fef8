import Dispatch
import Foundation
import Testing
import Threads

@Suite(.timeLimit(.minutes(1))) struct ThreadResultTests {
    /// On the pool they would hold every thread of it, and nobody could let them go.
    @Test func `functions that block hold no thread of the pool`() async throws {
        let count = 4 * ProcessInfo.processInfo.activeProcessorCount
        let (bell, begun) = (DispatchSemaphore(value: 0), AsyncStream.makeStream(of: Void.self))
        let results = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<count {
                group.addTask {
                    try await PosixThread.result {
                        begun.continuation.yield()
                        // Nobody can let them go if the pool is held: not even the time limit of the suite.
                        return bell.wait(timeout: .now() + 30) == .success ? number : -1
                    }
                }
            }
            var arrivals = begun.stream.makeAsyncIterator()
            for _ in 0..<count { await arrivals.next() }
            for _ in 0..<count { bell.signal() }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.sorted() == Array(0..<count))
    }
}
