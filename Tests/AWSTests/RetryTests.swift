import AWS
import Curl
import Support
import Synchronization
import Testing

/// What a client does about a failure that passes: send again, a few times, after a wait.
@Suite struct RetryTests {
    @Test func `a call is sent three times, and fails with what came last`() async {
        let bed = RetryBed([.unavailable, .answer(500), .answer(502), .accepted])
        let (error, sent) = await bed.call()
        #expect(error?.code == "502")
        #expect(sent == 3)
    }

    @Test(arguments: [
        (Result<Response, CurlError>.unavailable, [0.05, 0.1]), (.throttled, [1, 2]),
    ])
    func `waits before each of them, the second time up to twice as long`(
        failure: Result<Response, CurlError>,
        ceilings: [Double]
    ) async {
        let bed = RetryBed([failure, failure, failure])
        await bed.call()
        #expect(bed.waits.count == ceilings.count)
        for (wait, ceiling) in zip(bed.waits, ceilings) { #expect(0..<ceiling ~= wait) }
    }

    @Test func `waits as long as the service asks in milliseconds`() async {
        let bed = RetryBed([.answer(503, [("x-amz-retry-after", "1500")]), .accepted])
        #expect(await bed.call().error == nil)
        #expect(bed.waits == [1.5])
    }

    @Test(arguments: [(1, Int.max, 1), (2, .max, 2), (5, .max, 5), (3, 2, 2), (3, 1, 1)])
    func `a call has as many attempts as it and its client agree on`(call: Int, client: Int, expected: Int) async {
        let bed = RetryBed(attempts: client)
        #expect(await bed.call(attempts: call).sent == expected)
        #expect(bed.waits.count == expected - 1)
    }

    @Test func `nothing is sent after a wait that should not be gone on from`() async {
        let bed = RetryBed([.unavailable, .accepted], goesOn: false)
        let (error, sent) = await bed.call()
        #expect(error?.code == "503")
        #expect(sent == 1)
    }

    /// The wait that is cancelled would be 5 seconds at least.
    @Test func `a cancelled task does not wait, and its call fails with what came last`() async {
        let transport = ScriptedTransport(.answer(503, [("x-amz-retry-after", "600000")]), .accepted)
        let client = AWSClient(
            service: "sqs",
            targetPrefix: "AmazonSQS",
            endpoint: Endpoint(url: "http://localhost/", host: "localhost", signingRegion: "eu-west-1"),
            credentials: FixedCredentials(),
            transport: transport
        )
        let task = Task {
            try await client.send(Call(operation: "DeleteMessageBatch", body: [], timeout: .seconds(1))) { _ in }
        }
        task.cancel()
        let error = await #expect(throws: ServiceError.self) { try await task.value }
        #expect(error?.code == "503")
        #expect(transport.requests.count == 1)
    }

    @Test func `every attempt is an exchange to the observer`() async {
        let observer = Observer()
        let bed = RetryBed([.unavailable, .throttled, .accepted], observer: observer)
        await bed.call()
        #expect(observer.seen == ["server", "throttle", "nil"])
    }

    @Test func `other credentials take no attempt away, and are taken once a call`() async {
        let bed = RetryBed(
            [.unavailable, .refusal("ExpiredToken"), .unavailable, .accepted],
            credentials: FixedCredentials("AKIDOLD", "AKIDNEW", "AKIDNEWER")
        )
        let (error, sent) = await bed.call()
        #expect(error == nil)
        #expect(sent == 4)

        let refusedTwice = RetryBed(
            [.refusal("ExpiredToken"), .unavailable, .refusal("ExpiredToken"), .accepted],
            credentials: FixedCredentials("AKIDOLD", "AKIDNEW", "AKIDNEWER")
        )
        let (refusal, sentInVain) = await refusedTwice.call()
        #expect(refusal?.code == "ExpiredToken")
        #expect(sentInVain == 3)
    }

    @Test func `a corrected clock takes no attempt away, and is told to the observer`() async {
        let observer = Observer()
        let skewed = Result<Response, CurlError>.refusal(
            "RequestTimeTooSkewed",
            status: 403,
            [("Date", "Sun, 30 Aug 2015 12:56:00 GMT")]
        )
        let bed = RetryBed([.unavailable, skewed, .unavailable, .accepted], observer: observer)
        let (error, sent) = await bed.call()
        #expect(error == nil)
        #expect(sent == 4)
        #expect(observer.seen == ["server", "auth", "clock 1200", "server", "nil"])
    }

    private final class Observer: CallObserver {
        private let state = Mutex<[String]>([])
        var seen: [String] { state.withLock { $0 } }

        func callEnded(operation: String, duration: Duration, error: ServiceError?) {
            state.withLock { $0.append(error?.class.rawValue ?? "nil") }
        }

        func clockCorrected(offsetSeconds: Int) {
            state.withLock { $0.append("clock \(offsetSeconds)") }
        }
    }
}
