import Testing

@testable import Pipeline

@Suite struct LeaseTests {
    private func lease(timeoutSeconds: Int) -> Lease {
        Lease.leases(of: [Array("1#1".utf8)[...]], receivedAt: .zero, timeoutSeconds: timeoutSeconds)[0]
    }

    @Test func `an extension is due at half the visibility timeout, and asks for all of it`() {
        var lease = lease(timeoutSeconds: 300)
        #expect(lease.extensionSeconds(at: .seconds(149)) == nil)
        #expect(lease.extensionSeconds(at: .seconds(150)) == 300)
        lease.extended(by: 300, from: .seconds(150))
        #expect(lease.end == .seconds(450))
        #expect(lease.extensionSeconds(at: .seconds(299)) == nil)
        #expect(lease.extensionSeconds(at: .seconds(300)) == 300)
    }

    @Test(arguments: [1, 30, 300, 7000, 30_000, 43_200])
    func `no extension reaches past 12 hours from the receive, and the last takes what is left`(timeoutSeconds: Int) {
        var lease = lease(timeoutSeconds: timeoutSeconds)
        var asked: [Int] = []
        while let due = lease.due, asked.count <= 2 * 43_200 / timeoutSeconds {
            guard let seconds = lease.extensionSeconds(at: due) else { continue }
            asked.append(seconds)
            lease.extended(by: seconds, from: due)
        }
        #expect(lease.end > .seconds(43_180) && lease.end <= .seconds(43_200))
        #expect(asked.dropLast().allSatisfy { $0 == timeoutSeconds })
        #expect(asked.count <= 2 * 43_200 / timeoutSeconds)
    }

    @Test func `a lease that is over is not extended, nor one that is lost`() {
        var late = lease(timeoutSeconds: 300)
        #expect(late.extensionSeconds(at: .seconds(300)) == nil)
        #expect(late.due == nil)
        var lost = lease(timeoutSeconds: 300)
        lost.lost()
        #expect(lost.extensionSeconds(at: .seconds(150)) == nil)
    }

    @Test func `one that SQS failed to extend is due again several times before it is over`() {
        var lease = lease(timeoutSeconds: 300)
        lease.postponed(at: .seconds(150))
        #expect(lease.due == .seconds(180))
        #expect(lease.extensionSeconds(at: .seconds(180)) == 300)
    }
}
