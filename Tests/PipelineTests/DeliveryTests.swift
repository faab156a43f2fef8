import Ledger
import SQS
import Testing

@testable import Pipeline

@Suite struct DeliveryTests {
    @Test func `detached deliveries have the same handles, in an array that holds nothing else`() {
        let deliveries = (0..<3).map { Message.pageView("\($0)") }.map { message in
            Delivery(key: MessageKey(messageID: message.id), receiptHandle: message.receiptHandle)
        }
        let detached = deliveries.detached
        #expect(detached.map(\.receiptHandle) == deliveries.map(\.receiptHandle))
        #expect(detached.map(\.key) == deliveries.map(\.key))
        #expect(detached.map(\.receiptHandle.startIndex) == [0, 3, 6])
    }
}
