import Ledger
import SQS
import Testing

@testable import Pipeline

@Suite struct MessagesInHandTests {
    private let time = ManualTime()

    @Test func `what is kept after an extension is in hand until that ends`() throws {
        let hand = try Bench(time: time.steady).hand
        let messages = (0..<2).map { Message.pageView("\($0)") }
        let deliveries = messages.map { Delivery(key: MessageKey(messageID: $0.id), receiptHandle: $0.receiptHandle) }
        let hold = hand.take(messages)
        time.advance(by: .seconds(150))
        for batch in hand.dueExtensions() { hand.note(batch, askedAt: time.now, failures: []) }
        time.advance(by: .seconds(200))
        let kept = hand.keep([deliveries[1]], of: hold)[0]
        #expect(!hand.isOver(kept, of: hold))
        time.advance(by: .seconds(100))
        #expect(hand.isOver(kept, of: hold))
    }

    @Test func `what was let go is over`() throws {
        let hand = try Bench(time: time.steady).hand
        let message = Message.pageView("1")
        let delivery = Delivery(key: MessageKey(messageID: message.id), receiptHandle: message.receiptHandle)
        let hold = hand.take([message])
        #expect(!hand.isOver(delivery, of: hold))
        _ = hand.keep([], of: hold)
        #expect(hand.isOver(delivery, of: hold))
    }
}
