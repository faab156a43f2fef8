import Curl
import Support
import Testing

/// How a request ends that nobody waits for any more, and how a client ends.
@Suite struct CurlClientCancellationTests {
    /// From the pool, and from the client's own thread.
    static let places = [false, true]

    @Test(arguments: places)
    func `cancelling ends an idle long poll at once`(onClientThread: Bool) async throws {
        let server = try LoopbackServer(.pause(.seconds(20)))
        let client = try CurlClient()
        let task = Task(executorPreference: onClientThread ? client.executor : nil) {
            await client.failure(of: .test(server.url))
        }
        try await waitUntil("the request has arrived") { server.requests.count == 1 }
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        try await waitUntil("no connection is open") { server.openConnections == 0 }
    }

    /// The one promise that is a time; the median of many forgives a machine that is busy with other things.
    @Test(arguments: places)
    func `half of all cancellations take less than 50 ms`(onClientThread: Bool) async throws {
        let server = try LoopbackServer(.pause(.seconds(20)))
        let client = try CurlClient()
        var durations: [Duration] = []
        for number in 1...41 {
            let task = Task(executorPreference: onClientThread ? client.executor : nil) {
                await client.failure(of: .test(server.url))
            }
            try await waitUntil("the request has arrived") { server.requests.count == number }
            let start = ContinuousClock.now
            task.cancel()
            #expect(await task.value?.kind == .cancelled)
            durations.append(ContinuousClock.now - start)
        }
        #expect(durations.sorted()[20] < .milliseconds(50))
    }

    @Test(arguments: places)
    func `a task that is cancelled already sends nothing`(onClientThread: Bool) async throws {
        let server = try LoopbackServer(.status(200))
        let client = try CurlClient()
        let task = Task(executorPreference: onClientThread ? client.executor : nil) {
            unsafe withUnsafeCurrentTask { task in unsafe task?.cancel() }
            return await client.failure(of: .test(server.url))
        }
        #expect(await task.value?.kind == .cancelled)
        #expect(server.connections == 0)
    }

    @Test(arguments: places)
    func `cancelling one request leaves the others alone`(onClientThread: Bool) async throws {
        let server = try LoopbackServer { request in
            request.target == "/short" ? .pause(.milliseconds(200)).then(.status(200)) : .pause(.seconds(20))
        }
        let client = try CurlClient()
        let executor = onClientThread ? client.executor : nil
        let long = Task(executorPreference: executor) { await client.failure(of: .test("\(server.url)/long")) }
        let short = Task(executorPreference: executor) { await client.failure(of: .test("\(server.url)/short")) }
        try await waitUntil("both requests have arrived") { server.requests.count == 2 }
        long.cancel()
        #expect(await long.value?.kind == .cancelled)
        #expect(await short.value == nil)
    }

    @Test func `requests cancelled at any moment all end`() async throws {
        let server = try LoopbackServer(.status(200))
        let client = try CurlClient()
        await withTaskGroup { group in
            for number in 0..<200 {
                group.addTask(executorPreference: number.isMultiple(of: 2) ? client.executor : nil) {
                    let task = Task { await client.failure(of: .test(server.url)) }
                    for _ in 0..<(number % 7) { await Task.yield() }
                    task.cancel()
                    let failure = await task.value
                    #expect(failure == nil || failure?.kind == .cancelled)
                }
            }
        }
        #expect(await client.failure(of: .test(server.url)) == nil)
    }

    @Test(arguments: places)
    func `shutting down ends what runs and refuses what comes`(onClientThread: Bool) async throws {
        let server = try LoopbackServer(.pause(.seconds(20)))
        let client = try CurlClient()
        let task = Task(executorPreference: onClientThread ? client.executor : nil) {
            await client.failure(of: .test(server.url))
        }
        try await waitUntil("the request has arrived") { server.requests.count == 1 }
        client.shutdown()
        #expect(await task.value?.kind == .cancelled)
        #expect(await client.failure(of: .test(server.url))?.kind == .cancelled)
        client.shutdown()
        #expect(server.connections == 1)
    }

    @Test func `clients that come and go leave no thread and no descriptor behind`() async {
        await #expect(processExitsWith: .success) {
            let server = try LoopbackServer(.status(200))
            let before = Census()
            for number in 0..<50 {
                let client = try CurlClient()
                guard number.isMultiple(of: 2) else { continue }
                _ = try await client.send(.test(server.url))
                if number.isMultiple(of: 4) { client.shutdown() }
            }
            do {
                try await waitUntil("all is as before") { server.openConnections == 0 && Census().isNear(before) }
            } catch {
                preconditionFailure("\(before) became \(Census()), \(server.openConnections) connections")
            }
        }
    }
}
