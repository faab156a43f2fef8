import Curl
import Support
import Testing

@testable import AWS

@Suite struct RetryReasonTests {
    @Test(arguments: [
        (Result.failure(CurlError(kind: .transient, code: 7, message: "")), RetryReason.transient),
        (.failure(CurlError(kind: .transient, code: 28, message: "timed out")), .transient),
        (.failure(CurlError(kind: .transient, code: 35, message: "TLS")), .transient),
        (.failure(CurlError(kind: .transient, code: 18, message: "cut short")), .transient),
        (.answer(500), .transient),
        (.answer(502, [], "<html>"), .transient),
        (.answer(503, [], "<html>"), .transient),
        (.answer(504), .transient),
        (.refusal("InternalError", status: 500), .transient),
        (.refusal("ServiceUnavailable", status: 503), .transient),
        (.refusal("RequestTimeout"), .transient),
        (.refusal("RequestTimeoutException"), .transient),
        (.refusal("IDPCommunicationError"), .transient),
        (.refusal("Throttling"), .throttling),
        (.refusal("ThrottlingException"), .throttling),
        (.refusal("ThrottledException"), .throttling),
        (.refusal("RequestThrottled", status: 403), .throttling),
        (.refusal("RequestThrottledException"), .throttling),
        (.refusal("TooManyRequestsException"), .throttling),
        (.refusal("ProvisionedThroughputExceededException"), .throttling),
        (.refusal("TransactionInProgressException"), .throttling),
        (.refusal("RequestLimitExceeded"), .throttling),
        (.refusal("BandwidthLimitExceeded"), .throttling),
        (.refusal("LimitExceededException"), .throttling),
        (.refusal("SlowDown", status: 503), .throttling),
        (.refusal("PriorRequestNotComplete"), .throttling),
        (.refusal("EC2ThrottledException", status: 503), .throttling),
        (.refusal("KmsThrottled"), .throttling),
        (.answer(429), .throttling),
    ])
    func `a failure that passes has one, and the call is sent again`(
        failure: Result<Response, CurlError>,
        expected: RetryReason
    ) async {
        let once = RetryBed([failure], attempts: 1)
        #expect(await once.call().error.flatMap(RetryReason.init) == expected)

        let bed = RetryBed([failure, .accepted])
        let (error, sent) = await bed.call()
        #expect(error == nil)
        #expect(sent == 2)
    }

    @Test(arguments: [
        Result.refusal("AccessDenied", status: 403), .refusal("AccessDeniedException"), .refusal("KmsAccessDenied"),
        .refusal("KmsDisabled"), .refusal("QueueDoesNotExist"), .refusal("InvalidAddress", status: 404),
        .refusal("InvalidParameterValue"), .refusal("ReceiptHandleIsInvalid"), .refusal("InvalidSecurity", status: 403),
        .refusal("BatchEntryIdsNotDistinct"), .refusal("OverLimit", status: 403), .refusal("ExpiredToken"),
        .refusal("SignatureDoesNotMatch", status: 403), .refusal("InternalError"), .answer(403), .answer(404),
        .answer(501), .answer(505), .answer(301), .failure(CurlError(kind: .configuration, code: 60, message: "")),
        .failure(CurlError(kind: .cancelled, code: 0, message: "cancelled")),
    ])
    func `a failure that stays has none, and the call is not sent again`(failure: Result<Response, CurlError>) async {
        let bed = RetryBed([failure, .accepted])
        let (error, sent) = await bed.call()
        #expect(error.map { RetryReason($0) == nil } == true)
        #expect(sent == 1)
        #expect(bed.waits.isEmpty)
    }

    @Test func `an answer that cannot be read is not asked for again`() async {
        let bed = RetryBed([.accepted, .accepted])
        let call = Call(operation: "ReceiveMessage", body: [], timeout: .seconds(1))
        let error = await #expect(throws: ServiceError.self) {
            try await bed.client.send(call) { _ throws(ServiceError) in throw ServiceError.malformedAnswer("cut short")
            }
        }
        #expect(error?.class == .network)
        #expect(error?.status == 200)
        #expect(bed.transport.requests.count == 1)
    }

    @Test(arguments: [
        (RetryReason.transient, [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 20, 20]),
        (.throttling, [1, 2, 4, 8, 16, 20, 20]),
    ])
    func `the wait doubles up to its cap, and is drawn from nothing to there`(reason: RetryReason, ceilings: [Double]) {
        for (index, ceiling) in ceilings.enumerated() {
            #expect(abs(delay(reason, retry: index + 1, drawing: .max) - ceiling) < 0.001)
            #expect(delay(reason, retry: index + 1, drawing: .min) == 0)
        }
        #expect(delay(reason, retry: .max, drawing: .max) <= 20)
    }

    @Test(arguments: [
        (UInt64.min, 0.02, 0.02), (.min, 3, 3), (.min, 600, 5), (.max, 0.02, 0.05), (.max, 3, 3), (.max, 600, 5.05),
    ])
    func `the wait is as long as the service asks, within five seconds of its own draw`(
        draw: UInt64,
        asked: Double,
        expected: Double
    ) {
        let result = delay(.transient, retry: 1, drawing: draw, asked: .seconds(asked))
        #expect(abs(result - expected) < 0.001)
    }

    private func delay(
        _ reason: RetryReason,
        retry: Int,
        drawing value: UInt64,
        asked: Duration? = nil
    ) -> Double {
        var generator = Constant(value: value)
        let error = ServiceError(class: .server, code: "", message: "", retryAfter: asked)
        return reason.delay(beforeRetry: retry, after: error, using: &generator) / .seconds(1)
    }

    private struct Constant: RandomNumberGenerator {
        var value: UInt64
        mutating func next() -> UInt64 { value }
    }
}
