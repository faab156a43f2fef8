import Curl
import Glibc
import Support
import Testing

/// Swift code on the client's own thread.
@Suite struct ClientExecutorTests {
    @Test func `tasks stay on one thread across their requests`() async throws {
        let server = try LoopbackServer(.status(200))
        let client = try CurlClient()
        let threads = try await withThrowingTaskGroup { group in
            for _ in 1...4 {
                group.addTask(executorPreference: client.executor) {
                    var threads = [currentThread()]
                    for _ in 1...5 {
                        _ = try await client.send(.test(server.url))
                        threads.append(currentThread())
                    }
                    return threads
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(threads.count == 24)
        #expect(Set(threads).count == 1)
    }

    @Test func `jobs from other threads wake it`() async throws {
        let client = try CurlClient()
        for number in 1...1000 {
            let task = Task(executorPreference: client.executor) { number * 2 }
            #expect(await task.value == number * 2)
        }
    }

    @Test func `a busy job does not keep requests from being answered`() async throws {
        let server = try LoopbackServer(.status(200))
        let client = try CurlClient()
        let busy = Task(executorPreference: client.executor) {
            while !Task.isCancelled { await Task.yield() }
        }
        for _ in 1...5 { #expect(await client.failure(of: .test(server.url)) == nil) }
        busy.cancel()
        await busy.value
    }

    @Test func `tasks go on elsewhere once the client is shut down`() async throws {
        let client = try CurlClient()
        let executor = client.executor
        let task = Task(executorPreference: executor) {
            while !Task.isCancelled { await Task.yield() }
            return currentThread()
        }
        client.shutdown()
        task.cancel()
        _ = await task.value
        #expect(await Task(executorPreference: executor) { true }.value)
    }

    @Test func `a client may be shut down and dropped on its own thread`() async throws {
        let server = try LoopbackServer(.status(200))
        let client = try CurlClient()
        let task = Task(executorPreference: client.executor) { [client] in
            let status = try await client.send(.test(server.url)).status
            client.shutdown()
            return status
        }
        #expect(try await task.value == 200)
    }
}

private func currentThread() -> pthread_t { pthread_self() }
