import Curl
import Support
import Testing

@testable import AWS

/// 500 to begin with, 14 or 5 for a retry.
///
/// Each call that is to fail for good has an operation of its own, because one that
/// goes on failing is not retried (``FailingOperationsTests``).
@Suite struct RetryQuotaTests {
    /// 17 calls of two retries take 476, one retry more 490.
    private static let callsUntilTenAreLeft = 18

    private func bed(_ failure: Result<Response, CurlError>) -> RetryBed {
        RetryBed(Array(repeating: failure, count: 200))
    }

    /// Leaves 10, which is no retry after a transient failure.
    private func spent(then script: [Result<Response, CurlError>] = []) async -> RetryBed {
        let bed = RetryBed(Array(repeating: .unavailable, count: 53) + script)
        for number in 1...Self.callsUntilTenAreLeft { await bed.call("Operation\(number)") }
        #expect(bed.transport.requests.count == 53)
        return bed
    }

    @Test func `gives what there is, and nothing of what there is not`() {
        let quota = RetryQuota()
        #expect(!quota.take(501))
        #expect(quota.take(500))
        #expect(!quota.take(1))
        quota.give(5)
        #expect(!quota.take(6))
        #expect(quota.take(5))
    }

    @Test func `holds five hundred at most`() {
        let quota = RetryQuota()
        quota.give(14)
        #expect(!quota.take(501))
        #expect(quota.take(1))
        quota.give(14)
        #expect(!quota.take(501))
        #expect(quota.take(500))
    }

    @Test func `loses nothing between tasks`() async {
        let quota = RetryQuota()
        #expect(quota.take(400))
        await withDiscardingTaskGroup { group in
            for _ in 1...8 {
                group.addTask {
                    for _ in 1...10_000 where quota.take(5) { quota.give(5) }
                }
            }
        }
        #expect(!quota.take(101))
        #expect(quota.take(100))
    }

    @Test func `lasts for thirty-five retries after transient failures`() async {
        let bed = bed(.unavailable)
        for number in 1...40 { await bed.call("Operation\(number)") }
        #expect(bed.transport.requests.count == 40 + 35)
    }

    @Test func `lasts for a hundred retries after throttling`() async {
        let bed = bed(.throttled)
        for number in 1...60 { await bed.call("Operation\(number)") }
        #expect(bed.transport.requests.count == 60 + 100)
    }

    @Test func `an empty one fails a call at once, but a long poll after its wait`() async {
        let bed = await spent()
        let waits = bed.waits.count
        #expect(await bed.call().sent == 1)
        #expect(bed.waits.count == waits)

        let (error, sent) = await bed.call(isLongPoll: true)
        #expect(error?.class == .network)
        #expect(sent == 1)
        #expect(bed.waits.count == waits + 1)
    }

    @Test func `a long poll that is not to be sent again does not wait either`() async {
        let bed = await spent(then: [.refusal("AccessDenied", status: 403)])
        let waits = bed.waits.count
        #expect(await bed.call(isLongPoll: true).sent == 1)
        #expect(bed.waits.count == waits)
    }

    @Test func `a success puts one back, and so many make a retry`() async {
        let bed = await spent(then: [.unavailable] + Array(repeating: .accepted, count: 4))
        #expect(await bed.call().sent == 1)
        for _ in 1...4 { #expect(await bed.call().error == nil) }
        #expect(await bed.call().sent == 2)
        #expect(await bed.call().sent == 1)
    }

    @Test func `a retry that succeeds costs nothing`() async {
        let bed = RetryBed((1...200).flatMap { _ in [.unavailable, .accepted] })
        for _ in 1...200 { #expect(await bed.call().error == nil) }
    }

    /// Each such call takes 28 and puts 14 back, so that the thirty-fifth has 24 to begin with.
    @Test func `of two retries the one that succeeds is put back`() async {
        let bed = RetryBed((1...40).flatMap { _ in [.unavailable, .unavailable, .accepted] })
        for _ in 1...34 { #expect(await bed.call().error == nil) }
        let (error, sent) = await bed.call()
        #expect(error?.code == "503")
        #expect(sent == 2)
    }

    @Test func `a refusal puts nothing back`() async {
        let bed = await spent(then: Array(repeating: .refusal("AccessDenied", status: 403), count: 20))
        for _ in 1...20 { await bed.call() }
        #expect(await bed.call().sent == 1)
    }
}
