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
        let kept = deliveries[1]
        hand.keep([kept], of: hold)
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
        hand.keep([], of: hold)
        #expect(hand.isOver(delivery, of: hold))
    }

    @Test func `messages are handed over once, and stay in hand without their bodies`() throws {
        let hand = try Bench(time: time.steady).hand
        let message = Message.pageView("1")
        let delivery = Delivery(key: MessageKey(messageID: message.id), receiptHandle: message.receiptHandle)
        let hold = hand.take([message])
        #expect(hand.handOver(hold).map(\.body) == [message.body])
        #expect(hand.handOver(hold).isEmpty)
        #expect(!hand.isOver(delivery, of: hold))
    }
}
