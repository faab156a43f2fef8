import LocalSQS
import Support

/// An error that SQS answers every request with for a minute, and what an exporter without work does meanwhile.
struct LastingError: Sendable {
    /// What was seen.
    struct Figures {
        /// Requests in the minute, those of the queue monitor among them.
        var requests: Double
        /// Processor time over the minute.
        var shareOfACore: Double
    }

    let name: String
    /// Nil refuses connections.
    let fault: LocalSQS.Fault.Kind?
    /// The longest wait between two receives, as `Backoff` has it.
    let longestWait: Duration

    static let all = [
        LastingError(name: "HTML with 503", fault: .answer(status: 503, .html), longestWait: .seconds(20)),
        LastingError(name: "resets", fault: .reset, longestWait: .seconds(20)),
        LastingError(name: "half answers", fault: .truncated, longestWait: .seconds(20)),
        LastingError(name: "refused connections", fault: nil, longestWait: .seconds(20)),
        LastingError(name: "throttling", fault: .throttle(), longestWait: .seconds(20)),
        LastingError(name: "access denied", fault: .accessDenied, longestWait: .seconds(60)),
        LastingError(name: "expired token", fault: .expiredToken, longestWait: .seconds(60)),
        LastingError(name: "KMS", fault: .kms(), longestWait: .seconds(60)),
        LastingError(name: "missing queue", fault: .missingQueue, longestWait: .seconds(60)),
        LastingError(
            name: "a request that is not secure",
            fault: .answer(status: 403, .error("InvalidSecurity")),
            longestWait: .seconds(60)
        ),
        LastingError(
            name: "an unknown refusal",
            fault: .answer(status: 400, .error("SomethingElse")),
            longestWait: .seconds(60)
        ),
    ]

    /// Meets the error for a minute, then receives again within the longest wait.
    func meet() async throws -> Figures {
        try await withLocalSQS { queue in
            let exporter = try await ExporterUnderTest.start(
                endpoint: queue.endpoint,
                // Half as often as it is by default, for jitter may have the receives sent a little oftener than usual.
                settings: ["SQS_CREATE_QUEUES": "true", "SQS_MONITOR_INTERVAL_SECONDS": "30"]
            )
            defer { exporter.stop() }
            try await waitUntil("it receives") { try await receives(of: exporter) >= 1 }
            try await begin(at: queue)
            let requestsBefore = try await exporter.metrics().sum("sqs_api_requests_total") ?? 0
            let secondsBefore = try exporter.program.cpuSeconds
            // The minute that the promise is about.
            try await Task.sleep(for: .seconds(60))
            let figures = Figures(
                requests: (try await exporter.metrics().sum("sqs_api_requests_total") ?? 0) - requestsBefore,
                shareOfACore: (try exporter.program.cpuSeconds - secondsBefore) / 60
            )
            try await end(at: queue)
            let receivesBefore = try await receives(of: exporter)
            // A slow machine may be late by a few seconds.
            try await waitUntil("it receives after \(name)", within: longestWait + .seconds(10)) {
                try await receives(of: exporter) > receivesBefore
            }
            return figures
        }
    }

    private func begin(at queue: LocalSQSServer) async throws {
        guard let fault else { return await queue.stopListening() }
        await queue.setFaults(FaultPlan(faults: [.init(fault)]))
    }

    private func end(at queue: LocalSQSServer) async throws {
        guard fault == nil else { return await queue.setFaults(.none) }
        try await queue.listenAgain()
    }

    private func receives(of exporter: ExporterUnderTest) async throws -> Double {
        let page = try await exporter.metrics()
        return ["messages", "empty"].reduce(0) { sum, result in
            sum + (page.sum("sqs_consumer_receive_requests_total", ["result": result]) ?? 0)
        }
    }
}
