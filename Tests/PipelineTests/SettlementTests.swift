import Ledger
import SQS
import Testing

@testable import Pipeline

@Suite struct SettlementTests {
    @Test func `a detached settlement keeps no answer in any of its lists`() {
        let messages = (0..<6).map { Message.pageView("\($0)") }
        let settlement = Settlement(
            settled: messages[..<2].map { message in
                Delivery(key: MessageKey(messageID: message.id), receiptHandle: message.receiptHandle)
            },
            left: messages[2..<4].map(LeftMessage.init),
            stays: messages[4...].map(LeftMessage.init)
        )
        let detached = settlement.detached
        let before = [
            settlement.settled.map(\.receiptHandle), settlement.left.map(\.receiptHandle),
            settlement.stays.map(\.receiptHandle),
        ]
        let after = [
            detached.settled.map(\.receiptHandle), detached.left.map(\.receiptHandle),
            detached.stays.map(\.receiptHandle),
        ]
        #expect(after == before)
        // Each list in an array of its own, one handle behind the other.
        #expect(after.allSatisfy { $0.map(\.startIndex) == [0, $0[0].count] })
    }
}
