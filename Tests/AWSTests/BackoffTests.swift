import AWS
import Testing

@Suite struct BackoffTests {
    private static let classes = ServiceError.Class.allCases.filter { $0 != .cancelled }

    @Test(arguments: [
        (ServiceError.Class.network, [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 20, 20], 0.0),
        (.server, [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 20, 20], 0),
        (.throttle, [1, 2, 4, 8, 16, 20, 20], 0),
        (.auth, [5, 10, 20, 40, 60, 60], 0.5),
        (.missingQueue, [5, 10, 20, 40, 60, 60], 0.5),
        (.configuration, [5, 10, 20, 40, 60, 60], 0.5),
        (.other, [5, 10, 20, 40, 60, 60], 0.5),
    ])
    func `doubles up to its cap, and draws between its floor and there`(
        class: ServiceError.Class,
        ceilings: [Double],
        floor: Double
    ) {
        for (index, ceiling) in ceilings.enumerated() {
            let longest = delay(`class`, failures: index + 1, drawing: .max)
            let shortest = delay(`class`, failures: index + 1, drawing: .min)
            #expect(abs(longest / .seconds(1) - ceiling) < 0.001)
            #expect(abs(shortest / .seconds(1) - ceiling * floor) < 0.001)
        }
    }

    @Test(arguments: [ServiceError.Class.auth, .missingQueue, .configuration, .other])
    func `asks fewer than thirty times a minute for what only a person can put right`(class: ServiceError.Class) {
        var passed = Duration.zero
        var requests = 0
        while passed < .seconds(60) {
            requests += 1
            passed += delay(`class`, failures: requests, drawing: .min)
        }
        #expect(requests < 30)
    }

    @Test(arguments: classes) func `stays at its cap for any number of failures`(class: ServiceError.Class) {
        let cap: Duration = delay(`class`, failures: 20, drawing: .max)
        #expect(delay(`class`, failures: .max, drawing: .max) == cap)
        #expect(cap <= .seconds(60))
    }

    @Test func `does not wait when the task was cancelled`() {
        #expect(delay(.cancelled, failures: 5, drawing: .max) == .zero)
    }

    @Test(arguments: [
        (UInt64.min, Duration.milliseconds(1500), Duration.milliseconds(1500)),
        (.min, .seconds(600), .seconds(5)),
        (.max, .milliseconds(100), .seconds(1)),
        (.max, .seconds(3), .seconds(3)),
        (.max, .seconds(600), .seconds(6)),
    ])
    func `waits as long as the service asks, within five seconds of its own draw`(
        draw: UInt64,
        asked: Duration,
        expected: Duration
    ) {
        let result = delay(.throttle, failures: 1, drawing: draw, retryAfter: asked)
        #expect(abs((result - expected) / .seconds(1)) < 0.001)
    }

    private func delay(
        _ class: ServiceError.Class,
        failures: Int,
        drawing value: UInt64,
        retryAfter: Duration? = nil
    ) -> Duration {
        var generator = Constant(value: value)
        let error = ServiceError(class: `class`, code: "", message: "", retryAfter: retryAfter)
        return Backoff.delay(after: error, failures: failures, using: &generator)
    }

    private struct Constant: RandomNumberGenerator {
        var value: UInt64
        mutating func next() -> UInt64 { value }
    }
}
